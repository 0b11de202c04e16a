import { BicepProcess } from './rpc.ts';

/** What Bicep says of a file: an error, a warning or a linter's finding. */
export interface BicepDiagnostic {
  /** Absolute path. */
  readonly source: string;
  readonly level: string;
  readonly code: string;
  readonly message: string;
  readonly range: { readonly start: { readonly line: number; readonly char: number } };
}

/** A template as it is deployed, and what is to be said of it. `contents` is absent after an error. */
interface Compilation {
  readonly diagnostics: readonly BicepDiagnostic[];
  readonly contents?: string | null;
  /** Of a parameter file: its parameters as JSON. */
  readonly parameters?: string | null;
}

/** A resource as the deployment would make it; what only Azure knows is an expression in brackets. */
export interface Resource {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly [property: string]: unknown;
}

/** All that a deployment would make and say. @see facts infra 11 (snapshot) */
export interface Snapshot {
  readonly predictedResources: readonly Resource[];
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly diagnostics: readonly unknown[];
}

/** Made up, and always the same: names that Azure derives are then the same on every machine. */
const metadata = {
  tenantId: '22222222-2222-4222-8222-222222222222',
  subscriptionId: '11111111-1111-4111-8111-111111111111',
  location: 'westeurope',
  deploymentName: 'infra',
};

/** The Bicep CLI, without a network. Whoever makes one calls `end`. */
export class Bicep {
  readonly #process: BicepProcess;

  /** @param path of the executable */
  constructor(path: string) {
    this.#process = new BicepProcess(path);
  }

  /** Builds and lints a template with all its modules. */
  async compile(path: string): Promise<Compilation> {
    return (await this.#process.call('bicep/compile', { path })) as Compilation;
  }

  /** Whether a parameter file gives its template what it asks for. */
  async compileParameters(path: string): Promise<Compilation> {
    const params = { path, parameterOverrides: {} };
    return (await this.#process.call('bicep/compileParams', params)) as Compilation;
  }

  /** What a parameter file would deploy. Rejects where the template refuses the parameters. */
  async snapshot(path: string): Promise<Snapshot> {
    const answer = await this.#process.call('bicep/getSnapshot', { path, metadata });
    return JSON.parse((answer as { snapshot: string }).snapshot);
  }

  /** The file's text as Bicep's own formatter has it. */
  async format(path: string): Promise<string> {
    return ((await this.#process.call('bicep/format', { path })) as { contents: string }).contents;
  }

  /** Ends the process. */
  end(): void {
    this.#process.end();
  }
}
