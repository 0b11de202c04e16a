/** A change of a template or of its parameters that must not get through, and what the gate says of it. */
export interface Mistake {
  readonly name: string;
  /** Below infra/. */
  readonly file: string;
  readonly find: string | RegExp;
  readonly replace: string;
  /** The parameter file that shows it; undefined: the template alone does. */
  readonly shape?: string;
  readonly fault: RegExp;
}
