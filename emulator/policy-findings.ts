import type { Diagnostic } from '../compiler/diagnostic.ts';
import type { LivePolicies } from './live-policies.ts';

/** Applies the rules to the policies as their files are now; elsewhere than on the thread that serves pages. */
export type Lint = () => Promise<readonly Diagnostic[]>;

/** What is known of the policies' faults. */
export interface FindingsNow {
  /** `none`: nobody has asked for it, or there is nothing to lint with. */
  readonly lint: 'none' | 'checking' | 'done';
  /** Of the policies that run: from lint where that is done, else from reading them. */
  readonly diagnostics: readonly Diagnostic[];
  /** Why an edit was not taken. */
  readonly rejected: readonly Diagnostic[];
}

/** Undoing an edit shows at once what was found before it. */
const mostKept = 8;

/** What lint finds in the policies that run: asked for once for each content of their files. */
export class PolicyFindings {
  /** Told of what was found. */
  onFound: (diagnostics: readonly Diagnostic[]) => void = () => undefined;
  readonly #policies: Pick<LivePolicies, 'digest' | 'diagnostics' | 'rejected'>;
  readonly #lint: Lint | undefined;
  readonly #found = new Map<string, readonly Diagnostic[]>();
  #running: string | undefined;

  constructor(
    policies: Pick<LivePolicies, 'digest' | 'diagnostics' | 'rejected'>,
    lint: Lint | undefined,
  ) {
    this.#policies = policies;
    this.#lint = lint;
  }

  /** What is known now: whoever asks never waits. */
  now(): FindingsNow {
    const { digest, rejected } = this.#policies;
    const found = this.#found.get(digest);
    const state = this.#running === undefined ? 'none' : 'checking';
    return {
      lint: found ? 'done' : state,
      rejected,
      diagnostics: found ?? this.#policies.diagnostics,
    };
  }

  /** Begins to lint where nobody has yet. Policies that change meanwhile are looked at afterwards. */
  check(): void {
    const { digest } = this.#policies;
    if (!this.#lint || this.#running !== undefined || this.#found.has(digest)) return;
    this.#running = digest;
    void this.#run(this.#lint, digest);
  }

  async #run(lint: Lint, digest: string): Promise<void> {
    const diagnostics = await lint().catch(() => this.#policies.diagnostics);
    this.#running = undefined;
    if (digest !== this.#policies.digest) return this.check(); // it may have read the files of either
    this.#keep(digest, diagnostics);
    this.onFound(diagnostics);
  }

  #keep(digest: string, diagnostics: readonly Diagnostic[]): void {
    this.#found.set(digest, diagnostics);
    const [oldest] = this.#found.keys();
    if (this.#found.size > mostKept && oldest !== undefined) this.#found.delete(oldest);
  }
}
