import * as z from 'zod';

const texts = z.array(z.string().min(1));

const refusal = z.strictObject({
  code: z.string().optional().describe("The error body's code."),
  userMessage: z
    .string()
    .refine(isPattern, 'must be a regular expression')
    .optional()
    .describe('A regular expression that the userMessage matches.'),
  status: z
    .int()
    .min(400)
    .max(499)
    .default(409)
    .describe('The status of HTTP; 409 is the documented one.'),
});

const expectation = z
  .strictObject({
    claims: z
      .record(z.string(), z.unknown())
      .optional()
      .describe('Output claims by their id or wire name, with exactly these values.'),
    present: texts.optional().describe('Output claims that must come, whatever their value.'),
    absent: texts.optional().describe('Output claims that must not come.'),
    refusal: refusal
      .optional()
      .describe('The backend refuses, with a body that B2C can show. {} takes any refusal.'),
    status: z
      .int()
      .min(100)
      .max(599)
      .optional()
      .describe('Only the status of HTTP: for answers that B2C cannot read.'),
  })
  .refine(hasOneKind, 'must have claims (or present, absent), or a refusal, or a status')
  .describe('What must come of it: claims, or a refusal, or a status.');

const contractCase = z.strictObject({
  name: z.string().min(1).describe('What reports call the case.'),
  profile: z.string().min(1).describe('The Id of the RESTful technical profile.'),
  claims: z
    .record(z.string(), z.unknown())
    .default({})
    .describe(
      'Claims of the journey by ClaimType id or wire name. Texts may hold {Settings:Name}, from --setting or the environment, and {Run:Id}, which is new each run.',
    ),
  language: z.string().min(2).optional().describe('Language of the journey; en-US by default.'),
  parameters: z
    .record(z.string(), z.string())
    .optional()
    .describe('The query of the authorize request: client_id, and what {OAUTH-KV:…} reads.'),
  expect: expectation,
  repeat: z
    .int()
    .min(1)
    .max(10)
    .default(1)
    .describe('How often the same request is delivered; every delivery must be answered alike.'),
  withinMs: z.int().min(1).max(10_000).optional().describe('The time an answer may take.'),
});

/** The file of `--cases`; docs/contract-cases.schema.json is made of it. */
export const casesFile = z
  .strictObject({
    $schema: z.string().optional().describe('The JSON Schema that editors check this file with.'),
    cases: z.array(contractCase).describe('Calls that may change data.'),
  })
  .describe('Cases of "countersign contract": what goes in, and what must come of it.');

/** One case as the file has it. */
export type CaseText = z.output<typeof casesFile>['cases'][number];

/** The keys that may stand at a place of the file, for suggestions. */
export function knownKeys(path: readonly PropertyKey[]): string[] {
  const last = path.at(-1);
  if (path.length === 0) return Object.keys(casesFile.shape);
  if (last === 'expect') return Object.keys(expectation.shape);
  return Object.keys(last === 'refusal' ? refusal.shape : contractCase.shape);
}

function isPattern(text: string): boolean {
  try {
    new RegExp(text, 'u');
    return true;
  } catch {
    return false;
  }
}

interface Kinds {
  readonly claims?: unknown;
  readonly present?: unknown;
  readonly absent?: unknown;
  readonly refusal?: unknown;
  readonly status?: unknown;
}

function hasOneKind({ claims, present, absent, refusal: refused, status }: Kinds): boolean {
  const kinds = [claims ?? present ?? absent, refused, status];
  return kinds.filter((kind) => kind !== undefined).length === 1;
}
