import { claimsSchema, fill, type HostileFiles, oneFile, onePolicy } from './hostile-text.ts';

/** What the XML reader, the grammar and the references can stumble over. */
export const hostileFiles: readonly HostileFiles[] = [
  { name: '10,000 levels', rule: 'xml-too-deep', files: () => oneFile('<a>'.repeat(10_000)) },
  {
    name: 'a tag that never ends',
    rule: 'xml-not-well-formed',
    files: () => oneFile(`<a ${fill(() => 'x')}`),
  },
  {
    name: 'comments that never end',
    rule: 'xml-not-well-formed',
    files: () => oneFile(`<a>${fill(() => '<!-- ')}`),
  },
  {
    name: 'bare ampersands',
    rule: 'xml-not-well-formed',
    files: () => oneFile(`<a>${fill(() => '& ')}</a>`),
  },
  {
    name: 'an attribute twice among very many',
    rule: 'xml-not-well-formed',
    files: () => oneFile(`<a ${fill((i) => `a${i}="" `)} a7=""/>`),
  },
  {
    name: 'attributes that nobody knows',
    rule: 'schema-unknown',
    files: () => {
      const text = onePolicy({})['A.xml'] ?? '';
      return oneFile(text.replace(' PolicyId', `${fill((i) => ` a${i}="${i}"`)} PolicyId`));
    },
  },
  {
    name: 'elements that nobody knows',
    rule: 'schema-unknown',
    files: () => onePolicy({ buildingBlocks: fill((i) => `<C${i}/>`) }),
  },
  {
    name: 'elements in the wrong order',
    rule: 'schema-order',
    files: () =>
      ofClaims((i) => `<ClaimType Id="${i}"><DataType>string</DataType><DisplayName/></ClaimType>`),
  },
  {
    name: 'children in the wrong order',
    rule: 'schema-order',
    files: () =>
      onePolicy({
        relyingParty: fill((i) => (i % 2 ? '<Endpoints/>' : '<TechnicalProfile Id="a"/>'), 0.9),
      }),
  },
  {
    name: 'text where none may be',
    rule: 'schema-stray-text',
    files: () => ofClaims(() => '> '),
  },
  {
    name: 'tokens that nothing replaces',
    rule: 'settings-token',
    files: () => ofClaims((i) => `<ClaimType Id="{Settings:k${i}}" />`),
  },
  {
    name: 'comments that wave through what is not there',
    rule: 'disable-comment',
    files: () => ofClaims((i) => `<!-- countersign-disable-next-line rule${i}: a -->\n`),
  },
  {
    name: 'one id over and over',
    rule: 'dup-id',
    files: () => ofClaims(() => '<ClaimType Id="a" />'),
  },
  {
    name: 'long ids that are nearly the same',
    rule: 'ref-unknown-technical-profile',
    files: () => {
      const x = 'x'.repeat(40);
      return ofProfiles((i) => including(`${x}${i}`, `${x}-${i}`));
    },
  },
  {
    name: 'includes of includes',
    rule: 'include-too-deep',
    files: () => ofProfiles((i) => including(`p${i}`, `p${i + 1}`)),
  },
  {
    name: 'a circle of includes',
    rule: 'include-cycle',
    files: () => ofProfiles((i) => including(`p${i}`, `p${i % 5_000 ? i - 1 : i + 4_999}`)),
  },
  {
    name: 'claims that nobody declares',
    rule: 'ref-unknown-claim-type',
    files: () => {
      const claims = fill((i) => `<InputClaim ClaimTypeReferenceId="claim${i}" />`);
      const profile = `<TechnicalProfile Id="a"><InputClaims>${claims}</InputClaims></TechnicalProfile>`;
      return onePolicy({ technicalProfiles: profile });
    },
  },
];

function ofClaims(piece: (index: number) => string) {
  return onePolicy({ buildingBlocks: claimsSchema(piece) });
}

function ofProfiles(piece: (index: number) => string) {
  return onePolicy({ technicalProfiles: fill(piece) });
}

function including(id: string, other: string): string {
  return `<TechnicalProfile Id="${id}"><IncludeTechnicalProfile ReferenceId="${other}" /></TechnicalProfile>`;
}
