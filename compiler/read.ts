import { checkGrammar } from './check.ts';
import type { Diagnostic } from './diagnostic.ts';
import { deploymentModes } from './grammar-words.ts';
import { readIgnoredParts } from './ignored-parts.ts';
import type { ClaimsProvider, TechnicalProfile } from './model.ts';
import type { BasePolicy, BuildingBlocks, TrustFrameworkPolicy } from './model-policy.ts';
import {
  readClaimsTransformation,
  readClaimType,
  readPredicate,
  readPredicateValidation,
} from './read-claims.ts';
import { readContentDefinition, readDisplayControl, readLocalization } from './read-content.ts';
import {
  attribute,
  child,
  children,
  childText,
  present,
  readChild,
  readList,
  toWord,
} from './read-element.ts';
import { readClientDefinition, readSubJourney, readUserJourney } from './read-journeys.ts';
import { readRelyingParty } from './read-relying-party.ts';
import { readTechnicalProfile } from './read-technical-profile.ts';
import { fault } from './reading-rules.ts';
import { type Environment, hasSettingsTokens, replaceSettingsTokens } from './settings-tokens.ts';
import type { Source } from './source.ts';
import { parseXml, type XmlElement } from './xml.ts';

/** What became of one file: a policy, or only its id where the XML breaks off, or neither. */
export interface PolicyReading {
  readonly policy?: TrustFrameworkPolicy;
  /** Also there where the rest of the file could not be read. */
  readonly policyId?: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** One policy file's text to model. Every fault is a diagnostic; what can be read is read. */
export function readPolicy(source: Source, environment?: Environment): PolicyReading {
  const { root, complete, diagnostics } = parseXml(source);
  if (!root) return { diagnostics };
  if (root.name !== 'TrustFrameworkPolicy') {
    return { diagnostics: complete ? [notAPolicy(root)] : diagnostics };
  }
  const tokens = hasSettingsTokens(source.text) ? replaceSettingsTokens(root, environment) : [];
  const policyId = attribute(root, 'PolicyId')?.trim();
  if (!complete) return present({ policyId, diagnostics });
  const faults = [...tokens, ...checkGrammar(root, source)];
  if (policyId === undefined) return { diagnostics: faults };
  return { policy: toPolicy(root, policyId), policyId, diagnostics: faults };
}

function notAPolicy(root: XmlElement): Diagnostic {
  const message = `The root element is "${root.name}", so the file is not a policy.`;
  return fault('not-a-policy', root.position, message);
}

function toPolicy(root: XmlElement, policyId: string): TrustFrameworkPolicy {
  return present({
    policyId,
    policySchemaVersion: attribute(root, 'PolicySchemaVersion'),
    tenantId: attribute(root, 'TenantId') ?? '',
    tenantObjectId: attribute(root, 'TenantObjectId'),
    publicPolicyUri: attribute(root, 'PublicPolicyUri'),
    deploymentMode: toWord(attribute(root, 'DeploymentMode'), deploymentModes),
    userJourneyRecorderEndpoint: attribute(root, 'UserJourneyRecorderEndpoint'),
    basePolicy: readChild(root, 'BasePolicy', readBasePolicy),
    buildingBlocks: readBuildingBlocks(child(root, 'BuildingBlocks')),
    technicalProfiles: readTechnicalProfiles(root),
    userJourneys: readList(root, ['UserJourneys', 'UserJourney'], readUserJourney),
    subJourneys: readList(root, ['SubJourneys', 'SubJourney'], readSubJourney),
    relyingParty: readChild(root, 'RelyingParty', readRelyingParty),
    ignoredParts: readIgnoredParts(root),
    position: root.position,
  });
}

function readBasePolicy(element: XmlElement): BasePolicy | undefined {
  const policyId = childText(element, 'PolicyId');
  if (policyId === undefined) return undefined;
  return { policyId, tenantId: childText(element, 'TenantId') ?? '', position: element.position };
}

function readBuildingBlocks(element: XmlElement | undefined): BuildingBlocks {
  return present({
    claimTypes: readList(element, ['ClaimsSchema', 'ClaimType'], readClaimType),
    predicates: readList(element, ['Predicates', 'Predicate'], readPredicate),
    predicateValidations: readList(
      element,
      ['PredicateValidations', 'PredicateValidation'],
      readPredicateValidation,
    ),
    claimsTransformations: readList(
      element,
      ['ClaimsTransformations', 'ClaimsTransformation'],
      readClaimsTransformation,
    ),
    clientDefinitions: readList(
      element,
      ['ClientDefinitions', 'ClientDefinition'],
      readClientDefinition,
    ),
    contentDefinitions: readList(
      element,
      ['ContentDefinitions', 'ContentDefinition'],
      readContentDefinition,
    ),
    localization: readChild(element, 'Localization', readLocalization),
    displayControls: readList(element, ['DisplayControls', 'DisplayControl'], readDisplayControl),
  });
}

function readTechnicalProfiles(root: XmlElement): TechnicalProfile[] {
  return children(child(root, 'ClaimsProviders'), 'ClaimsProvider').flatMap((element) => {
    const provider: ClaimsProvider = present({
      displayName: childText(element, 'DisplayName'),
      domain: childText(element, 'Domain'),
      position: element.position,
    });
    return readList(element, ['TechnicalProfiles', 'TechnicalProfile'], (profile) =>
      readTechnicalProfile(profile, provider),
    );
  });
}
