import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What a command will write, known as a whole before the first file is touched. */
export class FilePlan {
  readonly #folder: string;
  readonly #files = new Map<string, Buffer>();

  /** @param folder what the paths are relative to */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /**
   * A new file. One that is there with the same text, line ends aside, stays.
   * @throws Error with one line to print, where one is there with another text
   */
  create(path: string, text: string): void {
    const present = this.read(path);
    if (present === undefined) this.#files.set(path, Buffer.from(text));
    else if (present.replaceAll('\r\n', '\n') !== text.replaceAll('\r\n', '\n')) {
      throw new Error(
        `"${path}" is there already and says something else: rename or remove it. Nothing was written.`,
      );
    }
  }

  /** Another content of a file, or a new one. */
  change(path: string, content: string | Buffer): void {
    this.#files.set(path, Buffer.from(content));
  }

  /** The text that a file will have; undefined where there is none. */
  read(path: string): string | undefined {
    const planned = this.#files.get(path);
    if (planned) return planned.toString();
    const file = join(this.#folder, path);
    return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  }

  /** Writes each file at once; what would not change is left alone. Returns the paths written. */
  write(): string[] {
    const changed = [...this.#files].filter(([path, content]) => this.#isOther(path, content));
    for (const [path, content] of changed) {
      const file = join(this.#folder, path);
      mkdirSync(dirname(file), { recursive: true });
      const temporary = `${file}.${process.pid}.tmp`;
      writeFileSync(temporary, content);
      renameSync(temporary, file);
    }
    return changed.map(([path]) => path);
  }

  #isOther(path: string, content: Buffer): boolean {
    const file = join(this.#folder, path);
    return !existsSync(file) || !readFileSync(file).equals(content);
  }
}
