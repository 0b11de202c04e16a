import * as z from 'zod';

const ids = z.array(z.string().min(1)).default([]);

/** The schema of functions/<scenario>/scenario.json; docs/scenario.schema.json is made of it. */
export const scenarioFile = z
  .strictObject({
    $schema: z.string().optional().describe('The JSON Schema that editors check this file with.'),
    title: z.string().min(1).describe('What the scenario is called in lists.'),
    summary: z.string().regex(/\.$/).describe('What it does for people, in one sentence.'),
    policy: z
      .string()
      .regex(/^\w+\.xml$/)
      .optional()
      .describe('The file in policies/ that is all of its policy. Absent: it has no such file.'),
    technicalProfiles: ids.describe(
      'The Ids of the technical profiles to paste; what they refer to follows by itself.',
    ),
    displayControls: ids.describe('The Ids of the display controls to paste.'),
    settings: ids.describe(
      'Settings of the functions: policy keys by their StorageReferenceId, and all others.',
    ),
    optionalSettings: ids.describe(
      "Settings that it works without on a developer's machine: what each is for stands on its page.",
    ),
    packages: ids.describe('npm packages that only this scenario imports.'),
  })
  .describe('scenario.json: what belongs to a scenario besides the files of its folder.');

/** A scenario as its scenario.json has it. */
export type Scenario = z.output<typeof scenarioFile>;
