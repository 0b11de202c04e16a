import type { Context } from 'hono';
import { html } from 'hono/html';
import type { LoadedPolicy } from '../policy-library.ts';
import { answerMessage } from '../saml/log-out-application.ts';
import { readLogOutRequest } from '../saml/log-out-messages.ts';
import { originOf, type Site, sessionOf } from '../site.ts';
import { endSession } from './end-session.ts';
import { readSamlCall, samlCallOf } from './saml-call.ts';
import { sendResponse } from './send-response.ts';

/**
 * The single logout service: a SAML application wants its user signed out, or answers that it has done so itself.
 * Who names another user than the session's signs nobody out. Its path is not documented (unconfirmed).
 * @throws {JourneyFailed} that no application may be told
 * @see facts engine 2.12, 3.7
 */
export async function samlLogOut(
  site: Site,
  context: Context,
  loaded: LoadedPolicy,
): Promise<Response> {
  const call = await samlCallOf(context);
  if (call.parameters.has('SAMLResponse')) return context.html(await signedOutPage());
  const { tenant } = site;
  const { policy } = loaded;
  const { request, application } = await readSamlCall(tenant, loaded, call, readLogOutRequest);
  const session = sessionOf(site, context);
  const asked = session
    .applications()
    .find(({ clientId, policyId }) => clientId === request.issuer && policyId === policy.policyId);
  const isSignedOut = (asked?.assertion?.nameId ?? request.nameId) === request.nameId;
  const leave = await answerMessage({
    ...{ tenant, policy, application, request, isSignedOut },
    origin: originOf(context),
    relayState: call.parameters.get('RelayState'),
  });
  if (!isSignedOut) return sendResponse(context, leave);
  return endSession(site, context, { session, leave, ...(asked ? { asked } : {}) });
}

/** In a hidden frame, as a rule. */
function signedOutPage() {
  return html`<!doctype html>
<html lang="en">
  <head><meta charset="utf-8" /><title>Signed out</title></head>
  <body><p>The application has signed you out.</p></body>
</html>`;
}
