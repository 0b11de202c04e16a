import { declareConstant } from './emit-declaration.ts';
import { sortImports } from './emit-imports.ts';
import { call, type Literal, object } from './emit-literal.ts';
import { docText, quote, writtenBy } from './emit-text.ts';
import type { GeneratedClaim, GeneratedProfile, ProfileContract } from './generated-profile.ts';
import type { IdMap } from './id-map.ts';
import type { RestfulAuthentication } from './restful-technical-profile.ts';

/** The text of one file below profiles/. `module` is where `defineProfile` comes from. */
export function emitProfile(
  profile: GeneratedProfile,
  constantsById: IdMap<string>,
  module: string,
): string {
  const { contract } = profile;
  const hasClaims = contract.input.length + contract.output.length > 0;
  const imports = [
    "import * as z from 'zod';",
    `import { defineProfile } from ${quote(module)};`,
    ...(hasClaims ? ["import * as claims from '../claims.ts';"] : []),
  ];
  const options = object(profileProperties(profile, constantsById), { expanded: true });
  const literal = call('defineProfile', options);
  const head = [writtenBy, ...sortImports(imports)].join('\n');
  return `${head}\n\n${docstring(profile)}\n${declareConstant(profile.name, literal)}\n`;
}

function profileProperties(
  { id, contract }: GeneratedProfile,
  constantsById: IdMap<string>,
): [string, Literal | undefined][] {
  return [
    ['id', id],
    ['http', http(contract)],
    ['sendClaimsIn', contract.sendClaimsIn],
    ['urlQuery', contract.urlQuery && object(contract.urlQuery)],
    ['payloadClaim', contract.payloadClaim],
    ['resolveJsonPaths', contract.resolveJsonPaths],
    ['authentication', authenticationLiteral(contract.authentication)],
    ['validation', contract.validation],
    ['correlationClaim', contract.correlationClaim],
    ['cultureClaim', contract.cultureClaim],
    ['passwordClaims', contract.passwordClaims],
    ['input', schema(contract.input, constantsById)],
    ['output', schema(contract.output, constantsById)],
  ];
}

function http({ method, route }: ProfileContract): Literal {
  return object([
    ['methods', [method]],
    ['route', route],
    ['authLevel', 'anonymous'],
  ]);
}

/** Names of settings, never secrets. */
function authenticationLiteral(authentication: RestfulAuthentication): Literal {
  return object(Object.entries(authentication) as [string, string][]);
}

function schema(claims: readonly GeneratedClaim[], constantsById: IdMap<string>): Literal {
  const properties = claims.map(({ wireName, claimType, required }): [string, Literal] => {
    const constant = constantsById.get(claimType);
    if (constant === undefined) throw new Error(`The claim type "${claimType}" has no constant.`);
    const code = `claims.${constant}`;
    const member = required
      ? { code, comment: 'Required="true" in the policy' }
      : { code: `${code}.optional()` };
    return [wireName, member];
  });
  return call('z.object', object(properties, { expanded: true }));
}

function docstring({ id, displayName, policyFiles }: GeneratedProfile): string {
  const title = displayName === undefined ? id : `${id}: ${displayName}`;
  const [first = '', ...others] = policyFiles;
  const extended = others.length > 0 ? `, extended in ${others.join(' and ')}` : '';
  const lines = [sentence(title), `Declared in ${first}${extended}.`];
  return ['/**', ...lines.map((line) => ` * ${docText(line)}`), ' */'].join('\n');
}

function sentence(text: string): string {
  return /[.!?…]\s*$/.test(text) ? text : `${text}.`;
}
