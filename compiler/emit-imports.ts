/** Packages come before files, and by name: Biome checks it. */
export function sortImports(imports: readonly string[]): string[] {
  const rank = (line: string) => {
    const [, module = ''] = /from '(.*)'/.exec(line) ?? [];
    return (module.startsWith('.') ? '~' : '') + module;
  };
  return imports.toSorted((one, other) => (rank(one) < rank(other) ? -1 : 1));
}
