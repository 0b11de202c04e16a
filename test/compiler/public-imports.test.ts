import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { globSync } from 'tinyglobby';
import { sharedNames, withPublicImports } from '../../compiler/public-imports.ts';

const root = join(import.meta.dirname, '../..');

const cases = [
  {
    name: 'imports of several modules become one',
    text: `import { app } from '@azure/functions';
import { restA } from '../../shared/generated/profiles/rest-a.ts';
import { refusal } from '../../shared/refusal.ts';
import { serve } from '../../shared/serve.ts';
import { messages } from './messages.ts';
`,
    written: `import { app } from '@azure/functions';
import { refusal, serve } from 'countersign/serve';
import { restA } from '../../shared/generated/profiles/rest-a.ts';
import { messages } from './messages.ts';
`,
  },
  {
    name: 'types stay types',
    text: `import type { OutputClaims } from '../../shared/profile.ts';
import { type Table, defineTable } from '../../shared/storage.ts';
`,
    written: `import { defineTable, type OutputClaims, type Table } from 'countersign/serve';
`,
  },
  {
    name: 'types alone are an import of types',
    text: `import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { InputClaims } from '../shared/profile.ts';
import { a } from './a.ts';
`,
    written: `import { createHash } from 'node:crypto';
import type { InputClaims } from 'countersign/serve';
import * as z from 'zod';
import { a } from './a.ts';
`,
  },
  {
    name: 'a lazy import',
    text: `const { outgoing } = await import('../../shared/outgoing.ts');\n`,
    written: `const { outgoing } = await import('countersign/serve');\n`,
  },
  { name: 'nothing of shared', text: `import './a.ts';\n`, written: `import './a.ts';\n` },
];
for (const { name, text, written } of cases) {
  test(`imports from the package: ${name}`, () => {
    assert.equal(withPublicImports(text), written);
    assert.equal(withPublicImports(written), written);
  });
}

const sources = globSync(['functions/**/*.ts'], { cwd: root });

test('no function keeps an import of shared/ that a project has not', () => {
  for (const file of sources) {
    const text = withPublicImports(readFileSync(join(root, file), 'utf8'));
    assert.doesNotMatch(text, /'(?:\.\.\/)+shared\/(?!generated\/)/, file);
  }
});

test('shared/public.ts exports all that functions import from shared/', () => {
  const door = readFileSync(join(root, 'shared/public.ts'), 'utf8');
  const exported = new Set(
    [...door.matchAll(/\{([^}]*)\} from/g)].flatMap(([, list = '']) =>
      list.split(',').map((name) => name.trim().replace(/^type /, '')),
    ),
  );
  const missing = sources.flatMap((file) =>
    sharedNames(readFileSync(join(root, file), 'utf8')).filter((name) => !exported.has(name)),
  );
  assert.deepEqual([...new Set(missing)].sort(), []);
});
