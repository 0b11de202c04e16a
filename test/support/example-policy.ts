import { readFileSync } from 'node:fs';
import type { Example } from '../../compiler/rule.ts';
import { Source } from '../../compiler/source.ts';
import { parseXml, type XmlElement } from '../../compiler/xml.ts';
import { type Node, Printer } from './element-printer.ts';

/*
 * A rule's example becomes policy files. Fragments are put into `example-policy.xml`, a policy without
 * fault, each where `homes` says; one that names what is there already (by Id, Order, Key, claim …)
 * replaces it. `<TrustFrameworkPolicy PolicyId="…" />` sets attributes of the root.
 *
 * Several files are a chain: each is based on the one before it, unless it has a `<BasePolicy>` of its
 * own; the policy without fault is the first one, but its RelyingParty is in the last. A file that
 * begins with `<?xml` is taken as it is.
 */

/** A policy file, and which of its lines are the example's own. */
export interface ExampleFile {
  readonly name: string;
  readonly text: string;
  readonly isExample: (line: number) => boolean;
}

const profiles = 'ClaimsProviders/ClaimsProvider/TechnicalProfiles';
const restful = `${profiles}/TechnicalProfile#REST-GetMembership`;
const selfAsserted = `${profiles}/TechnicalProfile#LocalAccountSignUpWithLogonEmail`;
const directoryWrite = `${profiles}/TechnicalProfile#AAD-UserWriteUsingLogonEmail`;
const steps = 'UserJourneys/UserJourney#SignUpOrSignIn/OrchestrationSteps';

/** Where a fragment goes. `<ClaimsExchange>` takes the place of that of step 4. */
const homes = new Map([
  ['BasePolicy', ''],
  ['ClaimType', 'BuildingBlocks/ClaimsSchema'],
  ['Predicate', 'BuildingBlocks/Predicates'],
  ['PredicateValidation', 'BuildingBlocks/PredicateValidations'],
  ['ClaimsTransformation', 'BuildingBlocks/ClaimsTransformations'],
  ['ClientDefinition', 'BuildingBlocks/ClientDefinitions'],
  ['ContentDefinition', 'BuildingBlocks/ContentDefinitions'],
  ['Localization', 'BuildingBlocks'],
  ['SupportedLanguages', 'BuildingBlocks/Localization'],
  ['LocalizedResources', 'BuildingBlocks/Localization'],
  ['DisplayControl', 'BuildingBlocks/DisplayControls'],
  ['ClaimsProvider', 'ClaimsProviders'],
  ['TechnicalProfile', profiles],
  ['Item', `${restful}/Metadata`],
  ['Key', `${restful}/CryptographicKeys`],
  ['InputClaim', `${restful}/InputClaims`],
  ['OutputClaim', `${restful}/OutputClaims`],
  ['DisplayClaim', `${selfAsserted}/DisplayClaims`],
  ['ValidationTechnicalProfile', `${selfAsserted}/ValidationTechnicalProfiles`],
  ['PersistedClaim', `${directoryWrite}/PersistedClaims`],
  ['UserJourney', 'UserJourneys'],
  ['OrchestrationStep', steps],
  ['Precondition', `${steps}/OrchestrationStep#4/Preconditions`],
  ['ClaimsExchange', `${steps}/OrchestrationStep#4/ClaimsExchanges`],
  ['SubJourney', 'SubJourneys'],
  ['RelyingParty', ''],
  ['Endpoints', 'RelyingParty'],
  ['UserJourneyBehaviors', 'RelyingParty'],
]);

/** Only one of them: a fragment takes the place of all. */
const singles = new Set(['BasePolicy', 'ClaimsExchange', 'Localization', 'RelyingParty']);

/** The policy files that show an example. */
export function examplePolicy(example: Example): ExampleFile[] {
  if (typeof example === 'string') return [compose('B2C_1A_Example.xml', readSkeleton(), example)];
  const names = Object.keys(example);
  return names.map((name, index) => {
    const text = example[name as `${string}.xml`] ?? '';
    if (text.startsWith('<?xml')) return { name, text, isExample: () => true };
    const isLast = index === names.length - 1;
    return compose(name, chainPart(names[index - 1], isLast), text);
  });
}

/** A whole policy for the first file, an empty one for all others; only the last is a relying party. */
function chainPart(base: string | undefined, isLast: boolean): Node {
  const skeleton = readSkeleton();
  if (base !== undefined) {
    const lists = [...homes.values()].filter((home) => home.includes('/') && !home.includes('#'));
    for (const home of [...lists, 'SubJourneys', 'UserJourneys']) {
      find(skeleton, home).children.length = 0;
    }
    const tenant = element('TenantId', [], skeleton.attributes.get('TenantId'));
    const policy = element('PolicyId', [], policyIdOf(base));
    skeleton.children.unshift(element('BasePolicy', [tenant, policy]));
  }
  if (!isLast) skeleton.children.pop();
  return skeleton;
}

function readSkeleton(): Node {
  const file = new URL('example-policy.xml', import.meta.url);
  const { root } = parseXml(new Source('example-policy.xml', readFileSync(file, 'utf8')));
  if (!root) throw new Error('example-policy.xml is no XML.');
  return toNode(root);
}

function toNode({ name, attributes, children, text }: XmlElement): Node {
  return {
    name,
    attributes: new Map(attributes.map((attribute) => [attribute.name, attribute.value])),
    children: children.map(toNode),
    text: children.length > 0 ? '' : text,
  };
}

function element(name: string, children: Node[] = [], text = ''): Node {
  return { name, attributes: new Map(), children, text };
}

/** `B2C_1A_Base` for `Base.xml`. */
function policyIdOf(file: string): string {
  const name = file.replace(/\.xml$/, '');
  return name.startsWith('B2C_1A_') ? name : `B2C_1A_${name}`;
}

function compose(name: string, policy: Node, example: string): ExampleFile {
  const found = fragmentsOf(example);
  const isRoot = ({ name }: Node) => name === 'TrustFrameworkPolicy';
  const attributes = policy.attributes.set('PolicyId', policyIdOf(name));
  for (const root of found.filter(isRoot)) {
    for (const [key, value] of root.attributes) attributes.set(key, value);
  }
  const uri = `http://${attributes.get('TenantId')}/${attributes.get('PolicyId')}`;
  if (!attributes.has('PublicPolicyUri')) attributes.set('PublicPolicyUri', uri);
  place(
    policy,
    found.filter((fragment) => !isRoot(fragment)),
  );
  const printer = new Printer();
  printer.print(policy, '');
  if (found.some(isRoot)) printer.own.add(1);
  const { own } = printer;
  return { name, text: `${printer.lines.join('\n')}\n`, isExample: (line) => own.has(line) };
}

/** The elements of an example, each with its own text. */
function fragmentsOf(example: string): Node[] {
  const head = '<Example xmlns="http://schemas.microsoft.com/online/cpim/schemas/2013/06">\n';
  const { root, complete, diagnostics } = parseXml(
    new Source('example', `${head}${example}\n</Example>`),
  );
  if (!root || !complete) throw new Error(`${diagnostics[0]?.message} The example:\n${example}`);
  const lines = example.split('\n');
  const starts = root.children.map(({ position }) => {
    const before = lines.slice(0, position.line - 2).map((line) => line.length + 1);
    return before.reduce((sum, length) => sum + length, position.column - 1);
  });
  return root.children.map((child, index) => {
    const fragment = example.slice(index === 0 ? 0 : starts[index], starts[index + 1]).trimEnd();
    return { ...toNode(child), fragment };
  });
}

/** What they replace goes first, so that an example may say one thing twice. */
function place(policy: Node, fragments: readonly Node[]): void {
  for (const fragment of fragments) {
    const { children } = homeOf(policy, fragment);
    const isSame = (other: Node) => !other.fragment && keyOf(other) === keyOf(fragment);
    const index = children.findIndex(isSame);
    if (index >= 0) children.splice(index, 1);
  }
  for (const fragment of fragments) {
    const { children } = homeOf(policy, fragment);
    const at = fragment.name === 'BasePolicy' ? 0 : placeAmong(children, fragment);
    children.splice(at, 0, fragment);
  }
}

function homeOf(policy: Node, { name }: Node): Node {
  const home = homes.get(name);
  if (home === undefined) throw new Error(`An example cannot hold "${name}": it has no home.`);
  return find(policy, home);
}

/** Before what must follow it: SupportedLanguages come first, a RelyingParty's profile last. */
function placeAmong(children: readonly Node[], { name }: Node): number {
  if (name === 'SupportedLanguages') return 0;
  if (name === 'Localization') return children.findIndex((each) => each.name === 'DisplayControls');
  const isLast = ['Endpoints', 'UserJourneyBehaviors'].includes(name);
  return isLast ? children.findIndex((each) => each.name === 'TechnicalProfile') : children.length;
}

function keyOf({ name, attributes }: Node): string {
  if (singles.has(name)) return name;
  const keys = ['Id', 'Order', 'Key', 'ClaimTypeReferenceId', 'ReferenceId'];
  return JSON.stringify([name, ...keys.map((key) => attributes.get(key))]);
}

/** `A/B#id/C`: below the root, an A, in it the B of that Id or Order, in it a C. */
function find(root: Node, path: string): Node {
  return path
    .split('/')
    .filter((step) => step !== '')
    .reduce((node, step) => {
      const [name, id] = step.split('#');
      const isIt = (child: Node) =>
        child.name === name &&
        (id === undefined ||
          [child.attributes.get('Id'), child.attributes.get('Order')].includes(id));
      const found = node.children.find(isIt);
      if (!found) throw new Error(`The policy of the example has no ${path}.`);
      return found;
    }, root);
}
