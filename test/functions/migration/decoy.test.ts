import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { decoy } from '../../../functions/migration/decoy.ts';
import { messages } from '../../../functions/migration/messages.ts';
import { refusal } from '../../../shared/refusal.ts';
import { root } from '../../support/club.ts';

test('a decoy that is no hash is a fault of the setting; a good one is what is hashed', () => {
  const of = (Migration__DecoyHash: string) => decoy({ Migration__DecoyHash });
  assert.throws(() => of('md5'), { code: 'ERR_SETTINGS_INVALID' });
  const { recipe } = of(`$scrypt$ln=12,r=8,p=1$${'a'.repeat(22)}$${'b'.repeat(43)}`);
  assert.equal(recipe.algorithm, 'scrypt');
});

const localization = readFileSync(join(root, 'policies/TrustFrameworkLocalization.xml'), 'utf8');

for (const language of ['en', 'de', 'fr']) {
  test(`who is locked out by us reads in ${language} what the directory says of a locked account`, () => {
    const begin = localization.indexOf(`<LocalizedResources Id="api.signuporsignin.${language}">`);
    const [, words] =
      /StringId="UserMessageIfUserAccountLocked">([^<]+)</.exec(localization.slice(begin)) ?? [];
    assert.equal(refusal(messages, 'TOO_MANY_ATTEMPTS', { language }).userMessage, words);
  });
}
