import { Option } from 'commander';

/** `--policies <dir>`, which may be repeated; without a description, those of a project. */
export function policiesOption(
  description = 'folder with policies; may be repeated (default: "policies")',
): Option {
  return new Option('--policies <dir>', description).argParser(repeated);
}

/** Reads an option that may be repeated. */
export function repeated(value: string, previous: readonly string[] = []): string[] {
  return [...previous, value];
}
