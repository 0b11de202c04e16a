import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type HeadlessJourney, openTenant } from '../../emulator/testing.ts';
import { type Club, root } from './club.ts';

/** A tenant of the emulator with our policies, whose calls reach the club's functions. */
export async function openOurTenant({ host, dataFolder, tokenEndpoint }: Club) {
  const { Values: secrets } = JSON.parse(await readFile(join(root, 'local.settings.json'), 'utf8'));
  return openTenant({
    policies: [join(root, 'policies')],
    environment: 'Local',
    secrets,
    keyFolder: join(dataFolder, 'keys'),
    map: [
      ['http://localhost:7071/api', `${host.baseUrl}/api`],
      ['http://localhost:7072/oauth2/v2.0/token', tokenEndpoint],
    ],
  });
}

/** What the display controls of the open page say went wrong. */
export function controlErrors({ page }: HeadlessJourney): string[] {
  const controls = page.kind === 'selfAsserted' ? page.displayControls : [];
  return controls.flatMap(({ error }) => (error ? [error.message] : []));
}
