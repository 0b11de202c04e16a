const door = 'countersign/serve';

/** `../../shared/storage.ts`, but nothing that is generated: that is the project's own. */
const ofShared = String.raw`'(?:\.\./)+shared/(?!generated/)[^']+'`;
const staticImport = new RegExp(
  String.raw`^import (type )?\{([^}]*)\} from ${ofShared};\r?\n`,
  'gm',
);
const lazyImport = new RegExp(String.raw`\bimport\(${ofShared}\)`, 'g');
const anyImport = /^import\b[^;]*?'([^']+)';\r?\n/gm;

/** A function's source as it is outside of this repository: what it takes from shared/ comes from the package. */
export function withPublicImports(text: string): string {
  const names = [...text.matchAll(staticImport)].flatMap(([, type = '', list = '']) =>
    namesIn(list).map((name) => (type && !name.startsWith('type ') ? `type ${name}` : name)),
  );
  const rest = text.replaceAll(staticImport, '').replaceAll(lazyImport, `import('${door}')`);
  if (names.length === 0) return rest;
  const at = placeOfImport(rest);
  return `${rest.slice(0, at)}${statement(names)}\n${rest.slice(at)}`;
}

/** What a source imports from shared/, types among it, without what is generated. */
export function sharedNames(text: string): string[] {
  const lists = [...text.matchAll(staticImport)].map(([, , list = '']) => list);
  return lists.flatMap(namesIn).map((name) => name.replace(/^type /, '').replace(/ as .*$/, ''));
}

function namesIn(list: string): string[] {
  return list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/** One statement, in the order in which formatters want names: without regard to case. */
function statement(names: readonly string[]): string {
  const bare = (name: string) => name.replace(/^type /, '');
  const sorted = [...new Set(names)].sort((a, b) =>
    bare(a).localeCompare(bare(b), 'en', { sensitivity: 'base' }),
  );
  const isTypes = sorted.every((name) => name.startsWith('type '));
  const shown = isTypes ? sorted.map(bare) : sorted;
  const line = `import ${isTypes ? 'type ' : ''}{ ${shown.join(', ')} } from '${door}';`;
  if (line.length <= 100) return line;
  return `import ${isTypes ? 'type ' : ''}{\n${shown.map((name) => `  ${name},`).join('\n')}\n} from '${door}';`;
}

/** Before the first import that comes later in the order: modules of Node, packages, files. */
function placeOfImport(text: string): number {
  let end = 0;
  for (const match of text.matchAll(anyImport)) {
    const [statement, specifier = ''] = match;
    if (specifier.startsWith('.') || (!specifier.startsWith('node:') && specifier > door))
      return match.index;
    end = match.index + statement.length;
  }
  return end;
}
