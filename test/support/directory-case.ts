import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { Directory } from '../../emulator/directory.ts';
import type { EngineSettings } from '../../emulator/engine-settings.ts';
import {
  answerOf,
  exchange,
  handlers,
  sendClaims,
  startTest,
  tenantOf,
} from './emulated-tenant.ts';

/** The application of extension attributes. */
export const appId = '5f0c1f6e-3f0e-4b35-9d0b-6c2f7f4b1a03';
/** The attribute of `extension_loyalty`. */
export const appAttribute = 'extension_5f0c1f6e3f0e4b359d0b6c2f7f4b1a03_loyalty';
/** The metadata of profiles with extension attributes. */
export const extensionsApp = { ClientId: appId, ApplicationObjectId: appId };

const claims = {
  objectId: 'string',
  upn: 'string',
  signInName: 'string',
  email: 'string',
  userName: 'string',
  displayName: 'string',
  city: 'string',
  newPassword: 'string',
  mail: 'string',
  otherMails: 'stringCollection',
  isNew: 'boolean',
  enabled: 'boolean',
  extension_loyalty: 'string',
  alternativeSecurityId: 'string',
  alternativeSecurityIds: 'alternativeSecurityIdCollection',
  userIdentities: 'userIdentityCollection',
  validFrom: 'dateTime',
};

/** `claim=partner` or `claim`, with `:value` a DefaultValue that always wins. */
function claimList(element: string, list: readonly string[]): string {
  const items = list.map((each) => {
    const [, id = '', partner, value] = /^([^=:]+)(?:=([^:]+))?(?::(.*))?$/.exec(each) ?? [];
    const name = partner === undefined ? '' : ` PartnerClaimType="${partner}"`;
    const byDefault =
      value === undefined ? '' : ` DefaultValue="${value}" AlwaysUseDefaultValue="true"`;
    return `<${element} ClaimTypeReferenceId="${id}"${name}${byDefault} />`;
  });
  return items.length === 0 ? '' : `<${element}s>${items.join('')}</${element}s>`;
}

/** One run of a directory profile, with Ada and Bob in the directory. */
export interface DirectoryCase {
  readonly name: string;
  readonly operation: string;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly key: string | readonly string[];
  readonly persisted?: readonly string[];
  readonly outputs?: readonly string[];
  /** The claim "city" exists and is empty. */
  readonly hasNullCity?: boolean;
  readonly settings?: Partial<EngineSettings>;
  readonly gives: unknown;
  /** What the directory says of Ada afterwards, by attribute. */
  readonly ada?: Readonly<Record<string, unknown>>;
}

/** Metadata. */
export const raiseMissing = { RaiseErrorIfClaimsPrincipalDoesNotExist: 'true' };
/** Metadata. */
export const raiseExisting = { RaiseErrorIfClaimsPrincipalAlreadyExists: 'true' };
/** A key: Ada. */
export const byEmail = 'email=signInNames.emailAddress:ada@example.org';
/** A key: nobody. */
export const ghost = 'email=signInNames.emailAddress:ghost@example.org';
/** An alternativeSecurityId: Ada. */
export const facebookAda =
  '{&quot;issuer&quot;:&quot;facebook.com&quot;,&quot;issuerUserId&quot;:&quot;NDI=&quot;}';
/** What a journey ends with where nobody is found. */
export const notFoundText = 'AADB2C90053: A user with the specified credential could not be found.';
/** What a journey ends with where somebody exists. */
export const existsText =
  'no code: A user with the specified ID already exists. Please choose a different one.';
/** A PersistedClaim. */
export const password = 'newPassword=password:Correct-horse-7';

/** Makes the claim "city" one that exists and is empty. */
const nullCity =
  '<ClaimsTransformation Id="NullCity" TransformationMethod="NullClaim"><OutputClaims><OutputClaim ClaimTypeReferenceId="city" TransformationClaimType="claim_to_null" /></OutputClaims></ClaimsTransformation>';

async function seed(directory: Directory): Promise<void> {
  await directory.create(
    {
      objectId: 'ada-id',
      'signInNames.emailAddress': 'ada@example.org',
      displayName: 'Ada',
      city: 'London',
      mailNickName: 'ada',
      otherMails: ['ada@work.example'],
      [appAttribute]: 'gold',
      userIdentities: [{ issuer: 'facebook.com', issuerUserId: '42' }],
    },
    { password: 'Correct-horse-1' },
  );
  await directory.create({
    objectId: 'bob-id',
    'signInNames.emailAddress': 'bob@example.org',
    displayName: 'Bob',
  });
}

/** A tenant whose only journey runs the directory's profile and answers with its output claims. */
async function runCase(
  t: TestContext,
  {
    operation,
    metadata = {},
    key,
    persisted = [],
    outputs = [],
    settings = {},
    ...more
  }: DirectoryCase,
) {
  const first = more.hasNullCity
    ? '<InputClaimsTransformations><InputClaimsTransformation ReferenceId="NullCity" /></InputClaimsTransformations>'
    : '';
  const items = Object.entries({ Operation: operation, ...metadata }).map(
    ([name, value]) => `<Item Key="${name}">${value}</Item>`,
  );
  const keys = typeof key === 'string' ? [key] : key;
  const profile = `<TechnicalProfile Id="Directory"><DisplayName>Directory</DisplayName>${handlers.directory}<Metadata>${items.join('')}</Metadata>${first}${claimList('InputClaim', keys)}${claimList('PersistedClaim', persisted)}${claimList('OutputClaim', outputs)}</TechnicalProfile>`;
  const answer = outputs.flatMap((each) => each.split(/[=:]/)[0] ?? []);
  const tenant = await tenantOf(
    t,
    {
      claims,
      transformations: nullCity,
      technicalProfiles: profile,
      steps: exchange(1, 'Directory') + sendClaims(2),
      answer,
    },
    { engine: settings, now: () => new Date('2026-01-01'), name: 'contoso.onmicrosoft.com' },
  );
  await seed(tenant.directory);
  return { directory: tenant.directory, answer: answerOf(await startTest(tenant)) };
}

/** Runs the case and holds answer and directory against what it gives. */
export async function checkDirectoryCase(t: TestContext, each: DirectoryCase): Promise<void> {
  const { directory, answer } = await runCase(t, each);
  if (each.gives instanceof RegExp) assert.match(String(answer), each.gives);
  else assert.deepEqual(answer, JSON.parse(JSON.stringify(each.gives)));
  const ada = directory.find({ attribute: 'objectId', value: 'ada-id' });
  for (const [name, value] of Object.entries(each.ada ?? {})) {
    assert.deepEqual(ada?.attributes[name], value, name);
  }
  if (each.operation === 'DeleteClaimsPrincipal' && each.ada) assert.equal(ada, undefined);
}
