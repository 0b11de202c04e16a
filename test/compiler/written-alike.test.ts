import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { IdMap } from '../../compiler/id-map.ts';
import { readPolicySet } from '../../compiler/policy-set.ts';
import { resolveSet } from '../../compiler/resolve.ts';
import { writeFiles } from '../support/policy-text.ts';

/* One policy may be written in many ways. Whichever it is, it means the same. */

const files = ['TrustFrameworkBase.xml', 'TrustFrameworkExtensions.xml', 'SignUpOrSignin.xml'];
const pack = resolve('../shared/corpus/starterpack/LocalAccounts');
const texts = new Map(
  files.map((file) => {
    const text = readFileSync(join(pack, file), 'utf8').replace(/^\uFEFF/, '');
    const base = text.replace('B2C_1A_TrustFrameworkLocalization', 'B2C_1A_TrustFrameworkBase');
    return [file, base.replace(/<!--[\s\S]*?-->/g, '').replace(/\r\n?/g, '\n')];
  }),
);

type Writer = (text: string) => string | Buffer;

/** Text between tags that is more than white space. */
const words = />([^<>]*[^<>\s][^<>]*)</g;
const startTag = /<[A-Za-z][^<>]*>/g;
const attributes = /\s+[\w:.]+="[^"]*"/g;

const writers: readonly (readonly [name: string, write: Writer])[] = [
  ['with a byte order mark', (text) => `\uFEFF${text}`],
  ['in UTF-16', (text) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
  ['in UTF-16, the other way round', (text) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()],
  ['with CRLF', (text) => text.replaceAll('\n', '\r\n')],
  ['without an XML declaration', (text) => text.replace(/^\s*<\?xml[^?]*\?>\s*/, '')],
  ['with comments and instructions behind it', (text) => `${text}\n<!-- end -->\n<?pi x?>\n`],
  [
    'with comments that hold elements',
    (text) => text.replace(/>(\s*)<(?=[A-Z])/g, '>$1<!-- <TechnicalProfile Id="x"> --><'),
  ],
  [
    'with comments inside of texts',
    (text) => text.replace(words, (all) => split(all, '<!-- c -->')),
  ],
  ['with CDATA', (text) => text.replace(words, (all, word) => cdata(all, word, word))],
  [
    'with CDATA for a part of a text',
    (text) => text.replace(words, (all, word) => cdata(all, word.slice(0, 2), word.slice(2))),
  ],
  ['with character references', (text) => text.replace(words, (all) => referring(all))],
  [
    'with end tags for empty elements',
    (text) => text.replace(/<(\w+)((?:\s+[\w:.]+="[^"]*")*)\s*\/>/g, '<$1$2></$1>'),
  ],
  [
    'with a prefix for the namespace',
    (text) => text.replace(/<(\/?)(?=[A-Za-z])/g, '<$1p:').replace('xmlns=', 'xmlns:p='),
  ],
  [
    'with each attribute on a line of its own',
    (text) => text.replace(startTag, (tag) => tag.replace(/\s+([\w:.]+)="/g, '\n  $1 = "')),
  ],
  ['with single quotes', (text) => text.replace(/="([^"']*)"/g, "='$1'")],
  [
    'with attributes in another order',
    (text) =>
      text.replace(/<(\w+)((?:\s+[\w:.]+="[^"]*")+)(\s*\/?)>/g, (_, name, list, end) => {
        return `<${name}${list.match(attributes)?.toReversed().join('')}${end}>`;
      }),
  ],
  [
    'with 1 and 0 for booleans',
    (text) =>
      text
        .replace(/((?:Required|AlwaysUseDefaultValue|ExecuteActionsIf)=)"true"/g, '$1"1"')
        .replace(/((?:Required|AlwaysUseDefaultValue|ExecuteActionsIf)=)"false"/g, '$1"0"'),
  ],
];

function split(all: string, between: string): string {
  return all.length < 6 || all.includes('&') ? all : `${all.slice(0, 3)}${between}${all.slice(3)}`;
}

function cdata(all: string, before: string, inside: string): string {
  if (all.includes('&')) return all;
  return before === inside ? `><![CDATA[${inside}]]><` : `>${before}<![CDATA[${inside}]]><`;
}

function referring(all: string): string {
  if (all.includes('&')) return all;
  return all.replace(/[a-z]/gi, (letter) => `&#x${letter.codePointAt(0)?.toString(16)};`);
}

/** The effective policies without positions. */
async function meaning(t: Parameters<typeof writeFiles>[0], write: Writer): Promise<string> {
  const written = [...texts].map(([file, text]) => [file, write(text)] as const);
  const folder = await writeFiles(t, Object.fromEntries(written));
  const { policies, diagnostics } = resolveSet(readPolicySet({ folders: [folder] }));
  assert.deepEqual(
    diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message),
    [],
  );
  assert.equal(policies.length, 1);
  const plain = policies.map(({ chain: _, ...policy }) => policy);
  return JSON.stringify(plain, (key, value) => {
    if (/position$/i.test(key)) return undefined;
    return value instanceof IdMap ? [...value] : value;
  });
}

for (const [name, write] of writers) {
  test(`a policy means the same ${name}`, async (t) => {
    assert.equal(await meaning(t, write), await meaning(t, (text) => text));
  });
}
