import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { globSync } from 'tinyglobby';
import { claimDefinition } from '../../shared/claim-type.ts';
import type { RestfulProfile } from '../../shared/profile.ts';
import { root } from '../support/club.ts';

/*
 * Whoever types an address into a page must not learn from a refusal whether it has an account. No
 * program can judge that, so this list is the review: a profile that is told who somebody is, the codes
 * it may refuse with, and why they tell nothing. A code that is new fails here until it is looked at.
 */
const reviewed: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'REST-CheckEmailDomain': {
    EMAIL_DOMAIN_IMPOSSIBLE: 'judges the domain alone; it is not told the address',
    EMAIL_DOMAIN_REFUSED: 'judges the domain alone; it is not told the address',
    EMAIL_SUBADDRESS_REFUSED: 'is told the domain and whether there is a tag',
  },
  'REST-AcceptTerms': {
    TERMS_CHANGED: 'compares versions; the account is that of who is signed in',
    TERMS_NOT_ACCEPTED: 'judges the box on the page',
  },
  'REST-RedeemInvitation': {
    INVITATION_INVALID: 'the same words for unknown, ended and used by somebody else',
  },
  'REST-CheckPasswordReset': {
    TOO_MANY_RESETS: 'resets are counted by address, whether it has an account or not',
  },
  'REST-CheckLegacyPassword': {
    TOO_MANY_ATTEMPTS: 'attempts are counted by name, whether the old system had it or not',
    TOO_MANY_AT_ONCE: 'the queue is as full for every name',
  },
  'REST-AssessSignIn': {
    TOO_MANY_ATTEMPTS: 'attempts are counted by what was typed, whether an account has that name',
  },
  'REST-SendEmailCode': {
    EMAIL_INVALID: 'judges the text that was typed',
    EMAIL_UNREACHABLE: 'what a mail server says of a mailbox; the directory is not asked',
    TOO_MANY_CODES: 'codes are counted by address, whether it has an account or not',
  },
  'REST-VerifyEmailCode': {
    CODE_WRONG: 'this journey was sent a code, whether the address has an account or not',
    CODE_ENDED: 'the same words for used, ended, never sent and tried too often',
  },
  'REST-ConfirmUsername': {
    USERNAME_INVALID: 'judges the text alone',
    USERNAME_TAKEN: 'comes after the account was made, and is shown to nobody',
  },
  'REST-CheckNewPassword': {
    PASSWORD_HAS_CLUB_WORD: 'judges the password alone',
    PASSWORD_HAS_OWN_NAME: 'compares what came in the same call',
    PASSWORD_TOO_COMMON: 'judges the password alone',
    PASSWORD_BREACHED: 'judges the password alone',
    TOO_MANY_AT_ONCE: 'the queue is as full for every account, and for none',
    PASSWORD_USED_BEFORE: 'the account is that of who is signed in, and has typed its old password',
  },
  'REST-SavePreferences': {
    PREFERENCES_CHANGED: 'the account is that of who is signed in; a page typed no identifier',
  },
};

/** ClaimType ids of what names an account, or a part of it. */
const identifiers =
  /^(email|domain|emailDomain|signInNames?(\.\w+)?|objectId|userPrincipalName|userIdentities|clubIdentity|alternativeSecurityIds?)$/i;

interface Refuser {
  readonly id: string;
  readonly identifiers: readonly string[];
  readonly codes: readonly string[];
}

async function readRefuser(file: string): Promise<Refuser | undefined> {
  const text = readFileSync(join(root, file), 'utf8');
  const module = /'\.\.\/\.\.\/(shared\/generated\/profiles\/[^']+)'/.exec(text)?.[1];
  if (!module || !/\bserve\(/.test(text)) return undefined;
  const exported = await import(pathToFileURL(join(root, module)).href);
  const [profile] = Object.values<RestfulProfile>(exported);
  assert.ok(profile);
  const claims = Object.values(profile.input.shape).map(
    (schema) => claimDefinition(schema)?.id ?? '',
  );
  const codes = [...text.matchAll(/refusal\(\s*messages,\s*'(\w+)'/g)].map(([, code = '']) => code);
  assert.equal(codes.length, text.match(/\brefusal\(|new ClaimsRejected\(/g)?.length ?? 0, file);
  return { id: profile.id, identifiers: claims.filter((id) => identifiers.test(id)), codes };
}

const files = globSync(['functions/*/*.ts'], { cwd: root }).sort();
const refusers = (await Promise.all(files.map(readRefuser))).filter((each) => each !== undefined);

test('there are profiles that are told who somebody is', () => {
  assert.ok(refusers.some((refuser) => refuser.identifiers.length > 0));
});

for (const { id, identifiers, codes } of refusers) {
  if (identifiers.length === 0 || codes.length === 0) continue;
  test(`${id}, told "${identifiers.join('", "')}", refuses in words that were reviewed`, () => {
    assert.deepEqual([...codes].sort(), Object.keys(reviewed[id] ?? {}).sort());
  });
}

test('the review has no profile that refuses nothing any more', () => {
  const known = new Map(refusers.map(({ id, codes }) => [id, codes]));
  for (const id of Object.keys(reviewed)) assert.notDeepEqual(known.get(id), [], id);
});
