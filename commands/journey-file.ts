import * as z from 'zod';

const texts = z.array(z.string());
const claims = z.record(z.string(), z.union([z.string(), texts, z.number(), z.boolean()]));

const pageExpectation = z
  .strictObject({
    kind: z.enum(['selfAsserted', 'combined', 'providerSelection', 'phoneFactor']).optional(),
    technicalProfile: z.string().optional(),
    fields: texts.optional().describe('Exactly these claims, in this order.'),
    claimsProviders: texts.optional().describe('Exactly these ClaimsExchange ids.'),
    error: z
      .union([z.string(), z.null()])
      .optional()
      .describe('The message or the AADB2C code that the page shows; null: none.'),
  })
  .describe('What the page must be like.');

const step = z
  .strictObject({
    page: pageExpectation.optional(),
    submit: claims.optional().describe('Fills in the page and sends it.'),
    signUp: z.literal(true).optional(),
    forgotPassword: z.literal(true).optional(),
    cancel: z.literal(true).optional(),
    select: z.string().optional().describe('A claims provider, by its ClaimsExchange id.'),
    verifyEmail: z
      .strictObject({ claim: z.string(), value: z.string() })
      .optional()
      .describe('Sends a code, reads it from the inbox, types it in.'),
    controlAction: z
      .strictObject({ control: z.string(), action: z.string(), claims: claims.default({}) })
      .optional()
      .describe(
        'An action of a display control. {Inbox:address} is the last code that was sent there.',
      ),
    signInAtProvider: z
      .union([z.literal(true), z.string()])
      .optional()
      .describe('Signs in at the provider; a text is the id of the person.'),
    advanceSeconds: z.number().positive().optional().describe('Moves the clock of the journey.'),
  })
  .refine((value) => Object.keys(value).length === 1, 'must have exactly one key')
  .describe('What the user does, or what must be seen.');

const outcome = z
  .strictObject({
    claims: z
      .record(z.string(), z.unknown())
      .optional()
      .describe('Claims of the ID token, with exactly these values.'),
    present: texts.optional().describe('Claims that the ID token must have.'),
    absent: texts.optional().describe('Claims that it must not have.'),
    error: z.string().optional().describe('The AADB2C code, or a part of the description.'),
  })
  .describe('What the application gets.');

const journey = z.strictObject({
  name: z.string().min(1),
  policy: z.string().min(1).describe('PolicyId of the relying party.'),
  parameters: z.record(z.string(), z.string()).default({}),
  language: z.string().optional().describe("The browser's Accept-Language."),
  session: z
    .string()
    .optional()
    .describe('Journeys with the same name share a browser; default: one of their own.'),
  steps: z.array(step).default([]),
  expect: outcome.optional(),
});

/** The file of `countersign journey`; docs/journeys.schema.json is made of it. */
export const journeysFile = z
  .strictObject({
    $schema: z.string().optional().describe('The JSON Schema that editors check this file with.'),
    policies: texts
      .optional()
      .describe('Folders with policies, from this file; default: policies.'),
    environment: z.string().optional().describe('Of appsettings.json; default: Local.'),
    seed: z
      .string()
      .default('journeys')
      .describe('Of all randomness: codes and ids are the same each run.'),
    now: z.iso.datetime().optional().describe('What the clock shows at the start; default: now.'),
    journeys: z.array(journey).min(1),
  })
  .describe('Journeys of policies, and what must come of them.');

export type JourneysFile = z.output<typeof journeysFile>;
export type JourneyText = JourneysFile['journeys'][number];
export type StepText = JourneyText['steps'][number];

/** The keys that are known at a path, for suggestions. */
export function knownJourneyKeys(path: readonly PropertyKey[]): string[] {
  const last = path.at(-1);
  if (path.length === 0) return Object.keys(journeysFile.shape);
  if (last === 'expect') return Object.keys(outcome.shape);
  if (last === 'page') return Object.keys(pageExpectation.shape);
  return Object.keys(path.at(-2) === 'steps' ? step.shape : journey.shape);
}
