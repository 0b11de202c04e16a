/** A parameter of a compiled template. */
interface Parameter {
  readonly type?: string;
  readonly $ref?: string;
  readonly defaultValue?: unknown;
  readonly allowedValues?: readonly unknown[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minValue?: number;
  readonly maxValue?: number;
  readonly metadata?: { readonly description?: string };
}

type Parameters = Readonly<Record<string, Parameter>>;

/** Where azd's own names are not those of the parameters. */
const namesOfAzd: Readonly<Record<string, string>> = {
  environmentName: 'AZURE_ENV_NAME',
  location: 'AZURE_LOCATION',
  principalType: 'AZURE_PRINCIPAL_TYPE',
};

/** One line for each parameter of the template that is not described, or has no bounds. */
export function boundFaults(template: string): string[] {
  return Object.entries(parametersOf(template)).flatMap(([name, parameter]) => [
    ...(parameter.metadata?.description ? [] : [`The parameter "${name}" is not described.`]),
    ...(isBounded(parameter) ? [] : [`The parameter "${name}" has no bounds.`]),
  ]);
}

/**
 * One line for each parameter whose line in main.parameters.json is missing, too much, or says another
 * default than the template. Lists and objects are files of the repository, and not azd's.
 */
export function parameterFileFaults(template: string, parameterFile: string): string[] {
  const scalars = Object.entries(parametersOf(template)).filter(([, one]) => isScalar(one));
  const wanted = new Map(scalars.map(([name, one]) => [name, lineOf(name, one)]));
  const found = new Map(
    Object.entries<{ value: unknown }>(JSON.parse(parameterFile).parameters).map(
      ([name, { value }]) => [name, value] as const,
    ),
  );
  return [
    ...[...wanted]
      .filter(([name, line]) => found.get(name) !== line)
      .map(
        ([name, line]) =>
          `main.parameters.json: "${name}" is ${JSON.stringify(found.get(name))}, not "${line}".`,
      ),
    ...[...found.keys()]
      .filter((name) => !wanted.has(name))
      .map((name) => `main.parameters.json: the template has no parameter "${name}".`),
  ];
}

function parametersOf(template: string): Parameters {
  return JSON.parse(template).parameters;
}

function isScalar({ type, $ref }: Parameter): boolean {
  return $ref === undefined && ['string', 'int', 'bool'].includes(type ?? '');
}

function isBounded(parameter: Parameter): boolean {
  if (!isScalar(parameter) || parameter.type === 'bool' || parameter.allowedValues) return true;
  const { minValue, maxValue, maxLength } = parameter;
  return parameter.type === 'int'
    ? minValue !== undefined && maxValue !== undefined
    : maxLength !== undefined;
}

/** `${ALERT_SLOW_MS=3000}`: an environment value of azd, and what counts without it. */
function lineOf(name: string, { defaultValue }: Parameter): string {
  const snake = name.replace('MB', 'Mb').replaceAll(/[A-Z]/g, (letter) => `_${letter}`);
  const variable = namesOfAzd[name] ?? snake.toUpperCase();
  return defaultValue === undefined ? `\${${variable}}` : `\${${variable}=${defaultValue}}`;
}
