import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EngineSettings } from '../../emulator/engine-settings.ts';
import { answerOf, exchange, sendClaims, startTest, tenantOf } from '../support/emulated-tenant.ts';
import {
  always,
  type ClaimText,
  named,
  type ProfileParts,
  profile,
} from '../support/profile-text.ts';

const claims = {
  has: 'string',
  none: 'string',
  out: 'string',
  flag: 'boolean',
  count: 'int',
  day: 'date',
  moment: 'dateTime',
  partner:
    '<ClaimType Id="partner"><DisplayName>p</DisplayName><DataType>string</DataType><DefaultPartnerClaimTypes><Protocol Name="Proprietary" PartnerClaimType="wire" /></DefaultPartnerClaimTypes></ClaimType>',
};

const set = profile({ id: 'Set', outputClaims: [always('has', 'bag')] });
const withDefault = (id: string, value: string): ClaimText => ({
  ClaimTypeReferenceId: id,
  DefaultValue: value,
});

interface Case {
  readonly name: string;
  readonly it: Partial<ProfileParts>;
  readonly engine?: Partial<EngineSettings>;
  readonly gives: unknown;
}

/** A claims transformation profile gives its input claims back under their partner names. */
const cases: readonly Case[] = [
  {
    name: 'an input claim has its value of the bag',
    it: { inputClaims: [named('has', 'x')], outputClaims: [named('out', 'x')] },
    gives: { has: 'bag', out: 'bag' },
  },
  {
    name: 'a DefaultValue does not win over the bag',
    it: {
      inputClaims: [
        { ClaimTypeReferenceId: 'has', PartnerClaimType: 'x', DefaultValue: 'default' },
      ],
      outputClaims: [named('out', 'x')],
    },
    gives: { has: 'bag', out: 'bag' },
  },
  {
    name: 'AlwaysUseDefaultValue wins over the bag, which stays as it is',
    it: {
      inputClaims: [
        {
          ClaimTypeReferenceId: 'has',
          PartnerClaimType: 'x',
          DefaultValue: 'default',
          AlwaysUseDefaultValue: 'true',
        },
      ],
      outputClaims: [named('out', 'x')],
    },
    gives: { has: 'bag', out: 'default' },
  },
  {
    name: 'AlwaysUseDefaultValue wins over the bag with an empty DefaultValue too',
    it: {
      inputClaims: [
        {
          ClaimTypeReferenceId: 'has',
          PartnerClaimType: 'x',
          DefaultValue: '',
          AlwaysUseDefaultValue: 'true',
        },
      ],
      outputClaims: [named('out', 'x')],
    },
    gives: { has: 'bag' },
  },
  {
    name: 'a DefaultValue stands in for an absent claim, and is not left in the bag',
    it: {
      inputClaims: [
        { ClaimTypeReferenceId: 'none', PartnerClaimType: 'x', DefaultValue: 'default' },
      ],
      outputClaims: [named('out', 'x')],
    },
    gives: { has: 'bag', out: 'default' },
  },
  {
    name: 'the DefaultValue of an input claim is left in the bag, by setting',
    it: { inputClaims: [withDefault('none', 'default')], outputClaims: [named('out', 'none')] },
    engine: { inputDefaultIsKept: true },
    gives: { has: 'bag', none: 'default', out: 'default' },
  },
  {
    name: 'a Required input claim without a value ends the journey',
    it: {
      inputClaims: [{ ClaimTypeReferenceId: 'none', Required: 'true' }],
      outputClaims: ['out'],
    },
    gives: 'no code: "It" requires the claim "none", which has no value.',
  },
  {
    name: 'of two input claims with one partner name the one that has a value is taken, and enough',
    it: {
      inputClaims: [
        { ClaimTypeReferenceId: 'none', PartnerClaimType: 'x', Required: 'true' },
        { ClaimTypeReferenceId: 'has', PartnerClaimType: 'X', Required: 'true' },
      ],
      outputClaims: [named('out', 'x')],
    },
    gives: { has: 'bag', out: 'bag' },
  },
  {
    name: 'a Required input claim with a DefaultValue has one',
    it: {
      inputClaims: [{ ClaimTypeReferenceId: 'none', Required: 'true', DefaultValue: 'default' }],
      outputClaims: [named('out', 'none')],
    },
    gives: { has: 'bag', out: 'default' },
  },
  {
    name: 'an output claim that nobody returned keeps its value',
    it: { outputClaims: ['has'] },
    gives: { has: 'bag' },
  },
  {
    name: 'the DefaultValue of an output claim that nobody returned is written',
    it: { outputClaims: [withDefault('out', 'default')] },
    gives: { has: 'bag', out: 'default' },
  },
  {
    name: 'the DefaultValue of an output claim does not win over what was returned',
    it: {
      inputClaims: [named('has', 'x')],
      outputClaims: [
        { ClaimTypeReferenceId: 'out', PartnerClaimType: 'X', DefaultValue: 'default' },
      ],
    },
    gives: { has: 'bag', out: 'bag' },
  },
  {
    name: 'AlwaysUseDefaultValue of an output claim does',
    it: { inputClaims: [named('has', 'out')], outputClaims: [always('out', 'default')] },
    gives: { has: 'bag', out: 'default' },
  },
  {
    name: 'DefaultPartnerClaimTypes of the protocol name a claim',
    it: { inputClaims: [named('has', 'wire')], outputClaims: ['partner'] },
    gives: { has: 'bag', partner: 'bag' },
  },
  {
    name: 'defaults have the DataType of their claim',
    it: {
      outputClaims: [
        withDefault('flag', 'True'),
        withDefault('count', '7'),
        withDefault('day', '2026-01-02'),
        withDefault('moment', '2026-01-02T03:04:05Z'),
      ],
    },
    gives: {
      ...{ has: 'bag', flag: true, count: 7, day: '2026-01-02' },
      moment: '2026-01-02T03:04:05.0000000Z',
    },
  },
  {
    name: 'a default of another DataType ends the journey',
    it: { outputClaims: [withDefault('count', 'seven')] },
    gives: 'no code: The DefaultValue of the claim "count" in "It" is no "int".',
  },
  {
    name: 'an output claim that the ClaimsSchema does not declare is dropped',
    it: { outputClaims: [withDefault('nowhere', 'x')] },
    gives: { has: 'bag' },
  },
  {
    name: 'ids are compared without case',
    it: { inputClaims: [named('HAS', 'x')], outputClaims: [named('OUT', 'X')] },
    gives: { has: 'bag', out: 'bag' },
  },
];

for (const { name, it, engine = {}, gives } of cases) {
  test(`claim references: ${name}`, async (t) => {
    const answer = Object.keys(claims);
    const technicalProfiles = set + profile({ id: 'It', ...it });
    const steps = exchange(1, 'Set') + exchange(2, 'It') + sendClaims(3);
    const tenant = await tenantOf(t, { claims, technicalProfiles, steps, answer }, { engine });
    const given = answerOf(await startTest(tenant));
    assert.deepEqual(given, gives);
  });
}
