import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ClaimValue } from '../../compiler/claim-value.ts';
import { IdMap } from '../../compiler/id-map.ts';
import type { ClaimType, DataType } from '../../compiler/model.ts';
import type { Precondition } from '../../compiler/model-journeys.ts';
import { ClaimsBag } from '../../emulator/claims-bag.ts';
import { engineDefaults } from '../../emulator/engine-settings.ts';
import { judgePreconditions } from '../../emulator/preconditions.ts';

const position = { file: 'test.xml', line: 1, column: 1 };
const dataTypes: readonly (readonly [string, DataType])[] = [
  ['text', 'string'],
  ['flag', 'boolean'],
  ['count', 'int'],
  ['none', 'string'],
  ['empty', 'string'],
];

function bagOf(values: Readonly<Record<string, ClaimValue>>): ClaimsBag {
  const types = dataTypes.map(([id, dataType]) => {
    return [
      id,
      { id, dataType, defaultPartnerClaimTypes: [], position } as unknown as ClaimType,
    ] as const;
  });
  const bag = new ClaimsBag(new IdMap(types));
  for (const [id, value] of Object.entries(values)) bag.set(id, value);
  return bag;
}

const bag = bagOf({ text: 'Yes', flag: true, count: 7, empty: null });

function precondition(
  type: Precondition['type'],
  executeActionsIf: boolean,
  ...values: string[]
): Precondition {
  return { type, executeActionsIf, values, action: 'SkipThisOrchestrationStep', position };
}
const exists = (executeActionsIf: boolean, ...ids: string[]) =>
  precondition('ClaimsExist', executeActionsIf, ...ids);
const equals = (executeActionsIf: boolean, id: string, literal: string) =>
  precondition('ClaimEquals', executeActionsIf, id, literal);

interface Case {
  readonly name: string;
  readonly preconditions: readonly Precondition[];
  /** Of the one that skips. */
  readonly skips?: string;
  /** Of all that were looked at, where none skips. */
  readonly judged?: readonly string[];
  readonly emptyClaimExists?: boolean;
}

const ignored = '"none" has no value: the precondition is ignored';

const cases: readonly Case[] = [
  { name: 'a claim that exists', preconditions: [exists(true, 'text')], skips: '"text" exists' },
  {
    name: 'the id is compared without case',
    preconditions: [exists(true, 'TEXT')],
    skips: '"TEXT" exists',
  },
  {
    name: 'a claim that does not exist, wanted',
    preconditions: [exists(true, 'none')],
    judged: ['"none" does not exist'],
  },
  {
    name: 'a claim that does not exist, unwanted',
    preconditions: [exists(false, 'none')],
    skips: '"none" does not exist',
  },
  {
    name: 'an empty claim exists',
    preconditions: [exists(true, 'empty')],
    skips: '"empty" exists',
  },
  {
    name: 'an empty claim does not exist, by setting',
    preconditions: [exists(false, 'empty')],
    emptyClaimExists: false,
    skips: '"empty" does not exist',
  },
  {
    name: 'several claims, of which one is missing',
    preconditions: [exists(true, 'text', 'none')],
    judged: ['"none" does not exist'],
  },
  {
    name: 'several claims that all exist',
    preconditions: [exists(true, 'text', 'flag')],
    skips: '"text", "flag" exists',
  },
  {
    name: 'text that is equal',
    preconditions: [equals(true, 'text', 'Yes')],
    skips: '"text" equals "Yes"',
  },
  {
    name: 'text that differs in case',
    preconditions: [equals(true, 'text', 'yes')],
    judged: ['"text" differs from "yes"'],
  },
  {
    name: 'text that differs, where difference skips',
    preconditions: [equals(false, 'text', 'no')],
    skips: '"text" differs from "no"',
  },
  {
    name: 'a boolean is True',
    preconditions: [equals(true, 'flag', 'True')],
    skips: '"flag" equals "True"',
  },
  {
    name: 'a boolean is not true',
    preconditions: [equals(true, 'flag', 'true')],
    judged: ['"flag" differs from "true"'],
  },
  {
    name: 'a number by its digits',
    preconditions: [equals(true, 'count', '7')],
    skips: '"count" equals "7"',
  },
  { name: 'an absent claim, equal', preconditions: [equals(true, 'none', 'x')], judged: [ignored] },
  {
    name: 'an absent claim, unequal',
    preconditions: [equals(false, 'none', 'x')],
    judged: [ignored],
  },
  {
    name: 'an empty claim, unequal',
    preconditions: [equals(false, 'empty', 'x')],
    judged: ['"empty" has no value: the precondition is ignored'],
  },
  {
    name: 'the first of several that is satisfied',
    preconditions: [exists(true, 'none'), exists(true, 'text'), exists(true, 'flag')],
    skips: '"text" exists',
  },
  {
    name: 'all are looked at where none is satisfied',
    preconditions: [exists(true, 'none'), equals(true, 'text', 'no')],
    judged: ['"none" does not exist', '"text" differs from "no"'],
  },
  { name: 'none at all', preconditions: [], judged: [] },
];

for (const { name, preconditions, skips, judged, emptyClaimExists = true } of cases) {
  test(`preconditions: ${name}`, () => {
    const settings = { ...engineDefaults, emptyClaimExists };
    const verdict = judgePreconditions(preconditions, bag, settings);
    assert.equal(verdict.skips?.reason, skips);
    if (judged)
      assert.deepEqual(
        verdict.judged.map(({ reason }) => reason),
        judged,
      );
  });
}
