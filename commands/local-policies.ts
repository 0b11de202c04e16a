import { findTokenProfile } from '../caller/token-profile.ts';
import { describeBackend } from '../compiler/backend.ts';
import type { Diagnostic } from '../compiler/diagnostic.ts';
import type { GeneratedProfile } from '../compiler/generated-profile.ts';
import { IdMap } from '../compiler/id-map.ts';
import type { PolicySetRequest } from '../compiler/policy-set.ts';
import type { RestfulTechnicalProfile } from '../compiler/restful-technical-profile.ts';
import { readProject } from './project.ts';
import { type RelyingPartyProfiles, readRestfulProfiles } from './restful-profiles.ts';

/** A profile of ours at its local address, and the one that fetches its bearer token. */
export interface LocalProfile {
  readonly restful: RestfulTechnicalProfile;
  /** As the Functions host has it, without its prefix. */
  readonly route: string;
  readonly policyId: string;
  readonly tokenProfile?: RestfulTechnicalProfile;
}

/** What the policies say of this machine's backend. */
export interface LocalPolicies {
  readonly profiles: readonly LocalProfile[];
  /** Where the functions listen. */
  readonly port: number;
  /** Of countersign.json. */
  readonly hosts: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Ports that the command line says instead of those in the policies. */
export interface MovedPorts {
  readonly port: number | undefined;
  readonly issuerPort: number | undefined;
}

/**
 * Reads the policies with an environment of appsettings.json and gives our profiles as a caller sees
 * them on this machine, whatever host the policies name. A profile that several relying parties share is given once.
 */
export function readLocalPolicies(request: PolicySetRequest, ports: MovedPorts): LocalPolicies {
  const { configuration, routePrefix, diagnostics } = readProject();
  const { relyingParties, diagnostics: faults } = readRestfulProfiles(request);
  const policies = relyingParties.map(({ policy }) => policy);
  const backend = describeBackend({ policies, configuration, everything: false, routePrefix });
  const ours = new IdMap<GeneratedProfile>();
  for (const profile of backend.profiles) ours.set(profile.id, profile);
  const port = ports.port ?? localPortOf(relyingParties, ours);
  return {
    profiles: localProfiles(relyingParties, ours, { ...ports, port }),
    port,
    hosts: configuration.hosts ?? [],
    diagnostics: [...diagnostics, ...faults, ...backend.diagnostics],
  };
}

function localProfiles(
  relyingParties: readonly RelyingPartyProfiles[],
  ours: IdMap<GeneratedProfile>,
  ports: MovedPorts & { readonly port: number },
): LocalProfile[] {
  const found = new IdMap<LocalProfile>();
  for (const { policy, profiles } of relyingParties) {
    for (const restful of profiles.values()) {
      const known = ours.get(restful.id);
      if (!known || found.has(restful.id)) continue;
      const tokenProfile = findTokenProfile(restful, profiles.values());
      found.set(restful.id, {
        restful: { ...restful, serviceUrl: atLocalhost(restful.serviceUrl, ports.port) },
        route: known.contract.route,
        policyId: policy.policyId,
        ...(tokenProfile ? { tokenProfile: movedIssuer(tokenProfile, ports.issuerPort) } : {}),
      });
    }
  }
  return found.values();
}

const origin = /^https?:\/\/[^/?#]+/i;

/** Placeholders of the path stay as they are. */
function atLocalhost(serviceUrl: string, port: number): string {
  return serviceUrl.replace(origin, `http://localhost:${port}`);
}

/** A token endpoint in the cloud stays there. */
function movedIssuer(
  restful: RestfulTechnicalProfile,
  port: number | undefined,
): RestfulTechnicalProfile {
  if (port === undefined || !isLoopback(restful.serviceUrl)) return restful;
  return { ...restful, serviceUrl: atLocalhost(restful.serviceUrl, port) };
}

/** The port that the policies have in this environment, else that of `func start`. */
function localPortOf(
  relyingParties: readonly RelyingPartyProfiles[],
  ours: IdMap<GeneratedProfile>,
): number {
  const found = relyingParties
    .flatMap(({ profiles }) => profiles.values())
    .find(({ id, serviceUrl }) => ours.has(id) && isLoopback(serviceUrl));
  return Number(/^http:\/\/[^/?#]*:(\d+)/i.exec(found?.serviceUrl ?? '')?.[1] ?? 7071);
}

function isLoopback(serviceUrl: string): boolean {
  return /^http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?=[:/?#]|$)/i.test(serviceUrl);
}

/** The issuer's address as the policies have it: where the token profiles point; undefined without any. */
export function tokenEndpointOf(profiles: readonly LocalProfile[]): URL | undefined {
  const found = profiles.find(({ tokenProfile }) => tokenProfile)?.tokenProfile;
  return found ? new URL(found.serviceUrl) : undefined;
}
