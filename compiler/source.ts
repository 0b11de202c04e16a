/**
 * Where something stands in a policy file. `line` and `column` count from 1; `column` counts UTF-16
 * units, as editors do. `file` is the path as the user gave it, relative to the working directory.
 */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}
