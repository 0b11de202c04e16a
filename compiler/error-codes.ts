import { applicationErrors } from './error-codes-application.ts';
import { journeyErrors } from './error-codes-journey.ts';
import { tokenErrors } from './error-codes-token.ts';

/**
 * Codes of one kind: what each means, and what they have in common. Meanings and causes are in our
 * words. @see facts engine 3.8, rest-contract 3.5, policy-language 10
 */
export interface ErrorCodes {
  /** Code without `AADB2C`, and what it means. */
  readonly meanings: readonly (readonly [code: string, meaning: string])[];
  readonly where: ErrorPlace;
  readonly causes: readonly string[];
  readonly check: readonly string[];
}

/** Where somebody first sees the code. */
export type ErrorPlace =
  | 'on a page'
  | 'in the redirect to the application'
  | 'in the answer of the token endpoint'
  | "on B2C's error page"
  | 'when the policy is uploaded, or on the error page';

/** One code, explained. */
export interface ExplainedError {
  readonly code: string;
  readonly meaning: string;
  readonly where: ErrorPlace;
  readonly causes: readonly string[];
  readonly check: readonly string[];
}

const byCode: ReadonlyMap<string, ExplainedError> = new Map(
  [...journeyErrors, ...applicationErrors, ...tokenErrors].flatMap(({ meanings, ...rest }) =>
    meanings.map(([number, meaning]) => {
      const code = `AADB2C${number}`;
      return [code, { code, meaning, ...rest }] as const;
    }),
  ),
);

/** All codes that are known, in full. */
export function errorCodes(): string[] {
  return [...byCode.keys()];
}

/** `AADB2C90075`, `90075`, or a text that begins with the code; undefined for what is no known code. */
export function explainErrorCode(text: string): ExplainedError | undefined {
  const [, number] = /^\s*(?:AADB2C)?\s*(\d{5})(?!\d)/i.exec(text) ?? [];
  return number === undefined ? undefined : byCode.get(`AADB2C${number}`);
}
