import * as z from 'zod';
import { type Person, seededPeople } from './people.ts';

/** Somebody at the identity providers, as people write them: an entry of the emulator's API. */
export const providerPersonShape = z.strictObject({
  /** What tests and forms name them by: `ada`. The same id is the same account. */
  id: z.string().regex(/^[\w.-]{1,64}$/, 'must be of letters, digits, "_", "." and "-"'),
  givenName: z.string().min(1),
  surname: z.string().min(1),
  email: z.string().min(1).optional(),
  phoneNumber: z.string().min(1).optional(),
  locale: z.string().min(1).default('en_US'),
  country: z.string().min(1).default('US'),
  city: z.string().min(1).default('New York'),
  birthdate: z.iso.date().default('1990-01-01'),
  /** By the provider's names for them. */
  claims: z.record(z.string(), z.unknown()).optional(),
});

/** As it has been read. */
type ReadPerson = z.output<typeof providerPersonShape>;

/** Who has an account at the stand-ins of a tenant; live at the next sign-in there. */
export class ProviderPeople {
  readonly #first: readonly Person[];
  #people: Map<string, Person>;

  constructor(first: readonly Person[] = seededPeople) {
    this.#first = first;
    this.#people = byId(first);
  }

  all(): readonly Person[] {
    return [...this.#people.values()];
  }

  /** Adds somebody; whoever has the id already is replaced. */
  put(person: ReadPerson): Person {
    const said = Object.entries(person).filter(([, value]) => value !== undefined);
    const whole = Object.fromEntries(said) as unknown as Person;
    this.#people.set(whole.id, whole);
    return whole;
  }

  /** Whether there was somebody of that id. */
  remove(id: string): boolean {
    return this.#people.delete(id);
  }

  /** Those of the first start are back. */
  reset(): void {
    this.#people = byId(this.#first);
  }
}

function byId(people: readonly Person[]): Map<string, Person> {
  return new Map(people.map((person) => [person.id, person]));
}
