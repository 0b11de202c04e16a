import type { JourneyContext } from '../../caller/claim-resolvers.ts';
import type { ClaimsBag, ClaimValue } from '../../caller/claims-bag.ts';
import { IdMap } from '../../compiler/id-map.ts';
import type {
  ClaimType,
  DataType,
  EffectiveTechnicalProfile,
  InputClaim,
  OutputClaim,
} from '../../compiler/model.ts';
import type {
  RestfulAuthentication,
  RestfulTechnicalProfile,
  SendClaimsIn,
  WireClaim,
} from '../../compiler/restful-technical-profile.ts';

const position = { file: 'test.xml', line: 1, column: 1 };

/** What a test says of one claim; the rest is as if the policy left it out. */
export interface ClaimParts {
  readonly id: string;
  readonly dataType?: DataType;
  readonly partnerClaimType?: string;
  readonly defaultValue?: string;
  readonly alwaysUseDefaultValue?: boolean;
  readonly required?: boolean;
}

/** What a test says of a RESTful technical profile. */
export interface ProfileParts {
  readonly id?: string;
  readonly serviceUrl?: string;
  readonly sendClaimsIn?: SendClaimsIn;
  readonly authentication?: RestfulAuthentication;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly claimUsedForRequestPayload?: string;
  readonly resolveJsonPaths?: boolean;
  readonly resolveClaims?: boolean;
  readonly input?: readonly ClaimParts[];
  readonly output?: readonly ClaimParts[];
}

/** A RESTful technical profile without a policy around it. */
export function restfulProfile(parts: ProfileParts = {}): RestfulTechnicalProfile {
  const { id = 'REST-Test', sendClaimsIn = 'Body', claimUsedForRequestPayload: payload } = parts;
  return {
    id,
    technicalProfile: technicalProfile(id, parts.metadata ?? {}),
    serviceUrl: parts.serviceUrl ?? 'https://api.example.com/check',
    method: sendClaimsIn === 'Body' || sendClaimsIn === 'Form' ? 'POST' : 'GET',
    sendClaimsIn,
    authentication: parts.authentication ?? { type: 'None' },
    ...(payload !== undefined && { claimUsedForRequestPayload: payload }),
    resolveJsonPathsInJsonTokens: parts.resolveJsonPaths ?? false,
    includeClaimResolvingInClaimsHandling: parts.resolveClaims ?? false,
    inputClaims: (parts.input ?? []).map(wireClaim),
    outputClaims: (parts.output ?? []).map(wireClaim),
  };
}

function wireClaim(parts: ClaimParts): WireClaim<InputClaim & OutputClaim> {
  const { id, dataType = 'string', ...reference } = parts;
  const claimType: ClaimType = { id, dataType, defaultPartnerClaimTypes: [], position };
  return {
    wireName: parts.partnerClaimType ?? id,
    claimType,
    reference: { claimTypeReferenceId: id, position, ...reference },
  };
}

function technicalProfile(
  id: string,
  metadata: Readonly<Record<string, string>>,
): EffectiveTechnicalProfile {
  return {
    id,
    position,
    includes: [],
    metadata: Object.entries(metadata).map(([key, value]) => ({ key, value, position })),
    cryptographicKeys: [],
    errorHandlers: [],
    inputClaimsTransformations: [],
    inputClaims: [],
    displayClaims: [],
    persistedClaims: [],
    outputClaims: [],
    outputClaimsTransformations: [],
    validationTechnicalProfiles: [],
  };
}

/** A bag of claims by id. */
export function claimsBag(claims: Readonly<Record<string, ClaimValue>> = {}): ClaimsBag {
  const bag = new IdMap<ClaimValue>();
  for (const [id, value] of Object.entries(claims)) bag.set(id, value);
  return bag;
}

/** A journey in English, at one moment of 2031. */
export const journeyContext: JourneyContext = {
  correlationId: '0f3c9d1e-5b7a-4c2d-8e6f-a1b2c3d4e5f6',
  culture: 'en-US',
  now: new Date('2031-05-04T10:20:30.000Z'),
};
