import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { IdMap } from '../../compiler/id-map.ts';
import { readPolicy } from '../../compiler/read.ts';
import { Source } from '../../compiler/source.ts';
import { parseXml, type XmlElement } from '../../compiler/xml.ts';
import { brief, policyText } from '../support/policy-text.ts';

const fixture = new URL('../fixtures/policies/everything/Everything.xml', import.meta.url);
const everything = new Source('Everything.xml', readFileSync(fixture, 'utf8'));

/** Positions as `line:column` and maps as objects: what a person can review. */
function toJson(value: unknown): string {
  return `${JSON.stringify(value, printable, 2)}\n`;
}

function printable(key: string, value: unknown): unknown {
  if (value instanceof IdMap) return Object.fromEntries(value);
  if (!/position$/i.test(key)) return value;
  const { line, column } = value as { line: number; column: number };
  return `${line}:${column}`;
}

test('the whole language becomes a model', (t) => {
  const { policy, diagnostics } = readPolicy(everything);
  assert.deepEqual(diagnostics, []);
  const golden = new URL('../golden/compiler/everything.json', import.meta.url);
  t.assert.fileSnapshot(toJson(policy), fileURLToPath(golden), { serializers: [String] });
});

/* What nobody asks for: it is checked by the grammar, and then left out. */
const leftOut = new Set(['7777', '0.3.0.0']);

function valuesOf(element: XmlElement): string[] {
  const named = element.attributes.filter(({ name }) => !name.startsWith('xmlns'));
  const own = named.map(({ value }) => value);
  const text = element.text.trim();
  return [...own, ...(text === '' ? [] : [text]), ...element.children.flatMap(valuesOf)];
}

test('no value of a policy is lost on the way to the model', () => {
  const { root } = parseXml(everything);
  assert.ok(root);
  const model = toJson(readPolicy(everything).policy);
  const lost = valuesOf(root).filter((value) => {
    const isKnown = value.startsWith('ignored') || leftOut.has(value);
    return !isKnown && !model.includes(JSON.stringify(value).slice(1, -1));
  });
  assert.deepEqual(lost, []);
});

test('absent is absent: a model has no property that is undefined', () => {
  const visit = (value: unknown, path: string): void => {
    assert.notEqual(value, undefined, path);
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) visit(inner, `${path}.${key}`);
  };
  visit(readPolicy(everything).policy, 'everything');
  visit(
    readPolicy(
      new Source('a.xml', policyText({ id: 'a', relyingParty: '<TechnicalProfile Id="b" />' })),
    ).policy,
    'a',
  );
});

const cases = [
  {
    name: 'a file that is no policy is a notice, whatever is in it',
    text: '<notes TenantId="x">\n<note/></notes>',
    says: ['not-a-policy 1:1 The root element is "notes", so the file is not a policy.'],
  },
  {
    name: 'a broken file is a fault, whatever it was to be',
    text: '<notes>\n<note>',
    says: ['xml-not-well-formed 2:1 "note" is never closed.'],
  },
  {
    name: 'of a broken file only the id is known',
    text: '<TrustFrameworkPolicy PolicyId=" a ">\n<BasePolicy>',
    says: ['xml-not-well-formed 2:1 "BasePolicy" is never closed.'],
    policyId: 'a',
  },
  {
    name: 'a policy without id is none',
    text: policyText({ id: 'a' }).replace('PolicyId="a"', ''),
    says: ['schema-cardinality 1:1 "TrustFrameworkPolicy" needs the attribute "PolicyId".'],
  },
  {
    name: 'a policy without base and content is one',
    text: policyText({ id: 'a' }),
    says: [],
    policyId: 'a',
  },
];
for (const { name, text, says, policyId } of cases) {
  test(`reading: ${name}`, () => {
    const reading = readPolicy(new Source('a.xml', text));
    assert.deepEqual(reading.diagnostics.map(brief), says);
    assert.equal(reading.policyId, policyId);
    assert.equal(reading.policy !== undefined, says.length === 0);
  });
}

/* What is wrong by its case alone means what it says: it is reported, and read. */

const words = [
  {
    name: 'a DataType',
    parts: {
      buildingBlocks:
        '<ClaimsSchema><ClaimType Id="c"><DataType>STRING</DataType></ClaimType></ClaimsSchema>',
    },
    reads: '"dataType":"string"',
  },
  {
    name: 'a UserInputType',
    parts: {
      buildingBlocks:
        '<ClaimsSchema><ClaimType Id="c"><UserInputType>password</UserInputType></ClaimType></ClaimsSchema>',
    },
    reads: '"userInputType":"Password"',
  },
  {
    name: 'a protocol',
    parts: {
      technicalProfiles: '<TechnicalProfile Id="t"><Protocol Name="oauth2" /></TechnicalProfile>',
    },
    reads: '"protocol":{"name":"OAuth2"',
  },
  {
    name: 'a token format',
    parts: {
      technicalProfiles:
        '<TechnicalProfile Id="t"><OutputTokenFormat>jwt</OutputTokenFormat></TechnicalProfile>',
    },
    reads: '"outputTokenFormat":"JWT"',
  },
  {
    name: 'the type of a step',
    parts: {
      userJourneys:
        '<UserJourney Id="j"><OrchestrationSteps><OrchestrationStep Order="1" Type="sendClaims" /></OrchestrationSteps></UserJourney>',
    },
    reads: '"type":"SendClaims"',
  },
  {
    name: 'the scope of a session',
    parts: {
      relyingParty: '<UserJourneyBehaviors><SingleSignOn Scope="policy" /></UserJourneyBehaviors>',
    },
    reads: '"scope":"Policy"',
  },
];
for (const { name, parts, reads } of words) {
  test(`reading: ${name} in another case is reported, and read`, () => {
    const { policy, diagnostics } = readPolicy(
      new Source('a.xml', policyText({ id: 'a', ...parts })),
    );
    assert.deepEqual(
      diagnostics.map(({ rule }) => rule),
      ['schema-value'],
    );
    assert.ok(JSON.stringify(policy).includes(reads));
  });
}
