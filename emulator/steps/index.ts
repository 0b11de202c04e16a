import type { StepType, StepTypes } from '../step-type.ts';
import { claimsExchange } from './claims-exchange.ts';
import { claimsProviderSelection } from './claims-provider-selection.ts';
import { combinedSignInAndSignUp } from './combined-sign-in-and-sign-up.ts';
import { getClaims } from './get-claims.ts';
import { invokeSubJourney } from './invoke-sub-journey.ts';
import { sendClaims } from './send-claims.ts';

/** Every type of orchestration step that can be taken; the other four of the schema nobody has documented. */
const all: readonly StepType[] = [
  claimsExchange,
  claimsProviderSelection,
  combinedSignInAndSignUp,
  getClaims,
  invokeSubJourney,
  sendClaims,
];

const byType = new Map(all.map((stepType) => [stepType.type, stepType]));

/** The types of steps, by name. */
export const stepTypes: StepTypes = { find: (type) => byType.get(type), all: () => all };
