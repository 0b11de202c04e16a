import { type Context, Hono } from 'hono';
import type { SamlRequest } from '../journey-request.ts';
import type { Tenant } from '../tenant.ts';
import { Handles } from './handles.ts';
import {
  openIdConfiguration,
  type StandInCall,
  type StandInGrant,
  standInAuthorize,
  standInClaims,
  standInToken,
} from './oauth-provider.ts';
import {
  accessToken,
  type OAuth1Call,
  type OAuth1Grant,
  oauth1Authorize,
  oauth1Claims,
  requestToken,
} from './oauth1-provider.ts';
import type { Person } from './people.ts';
import { playedProfile } from './played-profile.ts';
import type { ProviderPeople } from './provider-people.ts';
import { type SamlCall, samlSignIn, samlStandInMetadata } from './saml-provider.ts';
import { standInRoot } from './stand-in-address.ts';
import { type StandInServer, standInServer } from './stand-in-server.ts';

/**
 * The identity providers of a tenant, played on this machine: each technical profile of a provider has
 * one of its own, with the same people. They speak the real protocols; browsers reach them below
 * `/_idp`, programs without a socket.
 */
export interface StandIns {
  readonly routes: Hono;
  /** Who can sign in now. */
  readonly people: readonly Person[];
  readonly accounts: ProviderPeople;
  fetch(request: Request): Promise<Response>;
}

/** The stand-ins of a tenant. */
export function openStandIns(
  tenant: Pick<Tenant, 'now' | 'randomBytes' | 'policies' | 'keyStore'>,
  people?: readonly Person[],
): StandIns {
  const server = standInServer(tenant, people);
  const routes = new Hono();
  oauthRoutes(routes, server);
  oauth1Routes(routes, server);
  samlRoutes(routes, server);
  return {
    routes,
    accounts: server.accounts,
    get people() {
      return server.people;
    },
    fetch: async (request) => routes.fetch(request),
  };
}

const base = `${standInRoot}/:policy/:profile`;

function oauthRoutes(routes: Hono, server: StandInServer): void {
  const grants = new Handles<StandInGrant>();
  const answer = (take: (call: StandInCall) => Response | Promise<Response>) => {
    return async (context: Context) => {
      const played = playedProfile(server.policies, context);
      return played ? take({ server, grants, played, context }) : context.notFound();
    };
  };
  const both = ['GET', 'POST'];
  routes.on(both, `${base}/authorize`, answer(standInAuthorize));
  routes.on(both, `${base}/token`, answer(standInToken));
  routes.on(both, `${base}/claims`, answer(standInClaims));
  routes.get(`${base}/.well-known/openid-configuration`, answer(openIdConfiguration));
  routes.get(`${base}/keys`, async (context) => {
    const { publicJwk } = await server.signingKey();
    return context.json({ keys: [publicJwk] });
  });
}

function oauth1Routes(routes: Hono, server: StandInServer): void {
  const grants = new Handles<OAuth1Grant>();
  const answer = (take: (call: OAuth1Call) => Promise<Response>) => {
    return async (context: Context) => {
      const played = playedProfile(server.policies, context);
      return played ? take({ server, grants, played, context }) : context.notFound();
    };
  };
  routes.post(`${base}/oauth1/request-token`, answer(requestToken));
  routes.on(['GET', 'POST'], `${base}/oauth1/authorize`, answer(oauth1Authorize));
  routes.post(`${base}/oauth1/access-token`, answer(accessToken));
  routes.get(`${base}/oauth1/claims`, answer(oauth1Claims));
}

function samlRoutes(routes: Hono, server: StandInServer): void {
  const requests = new Handles<SamlRequest>();
  const answer = (take: (call: SamlCall) => Promise<Response>) => {
    return async (context: Context) => {
      const played = playedProfile(server.policies, context);
      return played ? take({ server, requests, played, context }) : context.notFound();
    };
  };
  routes.get(`${base}/saml/metadata`, answer(samlStandInMetadata));
  routes.on(['GET', 'POST'], `${base}/saml/sign-in`, answer(samlSignIn));
}
