/** Where the entities about one person lie: a partition, one entity of it, or a column that names her. */
export type SubjectQuery =
  | { readonly partition: string; readonly row?: string }
  | { readonly column: string; readonly equals: string };

/** One place or several; a promise where another table has to be asked. */
export type SubjectQueries =
  | SubjectQuery
  | readonly SubjectQuery[]
  | Promise<readonly SubjectQuery[]>;

/**
 * What a table keeps, said beside its schema: `docs/data.md` is written from it, and
 * `countersign subject` finds a person's entities by it.
 */
export interface TableDeclaration<Column extends string = string> {
  /** What is kept and why, in a sentence. */
  readonly holds: string;
  /** The columns and keys that are about a person, and what each tells of her. Empty where none is. */
  readonly personal: Readonly<Partial<Record<Column | 'partition' | 'row', string>>>;
  /** The columns with which a password could be guessed: an export says only that there is something. */
  readonly secret?: readonly Column[];
  /** How long an entity stays, in words that an auditor reads: "30 days after it has ended". */
  readonly retention: string;
  /**
   * Where the entities of the person lie whose id (object id, email address, phone number, user name:
   * whatever this table knows people by) is given. Absent where nobody can be found by an id.
   */
  readonly subject?: (id: string) => SubjectQueries;
  /** By what a person is found, for readers. Absent: what `subject` says of any id. */
  readonly found?: string;
  /** What stays when a person is erased, in which form and why. Absent: nothing does. */
  readonly kept?: string;
}
