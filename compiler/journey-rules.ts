import type { Rule } from './rule.ts';
import { journeyAmbiguousExchange } from './rules/journey-ambiguous-exchange.ts';
import { journeyDefaultIssuer } from './rules/journey-default-issuer.ts';
import { journeyExchangeNotOffered } from './rules/journey-exchange-not-offered.ts';
import { journeyIssuer } from './rules/journey-issuer.ts';
import { journeyLastStep } from './rules/journey-last-step.ts';
import { journeyLinkTarget } from './rules/journey-link-target.ts';
import { journeyNoSendClaims } from './rules/journey-no-send-claims.ts';
import { journeyOrder } from './rules/journey-order.ts';
import { journeySelectionTarget } from './rules/journey-selection-target.ts';
import { journeyUnreachable } from './rules/journey-unreachable.ts';

/** What must hold of the steps of journeys and sub journeys, in the order of docs/rules.md. */
export const journeyRules: readonly Rule[] = [
  journeyAmbiguousExchange,
  journeyDefaultIssuer,
  journeyExchangeNotOffered,
  journeyIssuer,
  journeyLastStep,
  journeyLinkTarget,
  journeyNoSendClaims,
  journeyOrder,
  journeySelectionTarget,
  journeyUnreachable,
];
