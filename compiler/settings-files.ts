import { statSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { type AppSettings, type EnvironmentChoice, readAppSettings } from './app-settings.ts';
import type { Diagnostic } from './diagnostic.ts';
import { readSource } from './read-source.ts';
import type { Environment } from './settings-tokens.ts';

/** The appsettings.json files above and below the policy folders, each read once. */
export class SettingsFiles {
  readonly #choice: EnvironmentChoice;
  readonly #byDirectory = new Map<string, AppSettings | undefined>();

  constructor(choice: EnvironmentChoice) {
    this.#choice = choice;
  }

  environmentOf(directory: string, top: string): Environment | undefined {
    for (const above of ancestors(directory, top)) {
      const settings = this.#read(above);
      if (settings) return settings.environment;
    }
    return undefined;
  }

  /** Whether the directory holds policies that a build has made of others. */
  isBuilt(directory: string, top: string): boolean {
    return ancestors(directory, top).some((above) => {
      const settings = this.#read(above);
      if (!settings) return false;
      const built = resolve(above, settings.environmentsFolder);
      return built !== above && `${directory}${sep}`.startsWith(`${built}${sep}`);
    });
  }

  /** Whether there is one for any of the directories asked about. */
  areThere(): boolean {
    return [...this.#byDirectory.values()].some((settings) => settings !== undefined);
  }

  diagnostics(): Diagnostic[] {
    return [...this.#byDirectory.values()].flatMap((settings) => settings?.diagnostics ?? []);
  }

  #read(directory: string): AppSettings | undefined {
    if (!this.#byDirectory.has(directory)) this.#byDirectory.set(directory, this.#load(directory));
    return this.#byDirectory.get(directory);
  }

  #load(directory: string): AppSettings | undefined {
    const path = join(directory, 'appsettings.json');
    if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return undefined;
    const { source, diagnostics } = readSource(path);
    if (!source) return { environmentsFolder: 'Environments', diagnostics };
    return readAppSettings(source, this.#choice);
  }
}

/** The directory and those above it: up to the working directory, or `top` where that is outside. */
function ancestors(directory: string, top: string): string[] {
  const working = process.cwd();
  const last = top === working || top.startsWith(`${working}${sep}`) ? working : top;
  const above = [directory];
  for (let path = directory; path !== last && path !== dirname(path); ) {
    path = dirname(path);
    above.push(path);
  }
  return above;
}
