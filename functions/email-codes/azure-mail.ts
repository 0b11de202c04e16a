import { createHash, createHmac, randomUUID } from 'node:crypto';
import { DependencyUnavailable, SettingsInvalid } from '../../shared/errors.ts';
import { outgoing } from '../../shared/outgoing.ts';
import {
  type Environment,
  isSafeUrl,
  requireSafeUrl,
  requireSetting,
  requireSettings,
} from '../../shared/settings.ts';
import type { Mailer } from './mail.ts';

const endpointSetting = 'Mail__AzureEndpoint';
const connectionSetting = 'Mail__AzureConnectionString';
/** Of a user-assigned identity; absent: that of the app. */
const clientIdSetting = 'Mail__AzureClientId';
const scope = 'https://communication.azure.com/.default';
const path = '/emails:send?api-version=2023-03-31';

/** The service takes a mail in less than a second, seldom in two. */
const attemptMs = 2000;

const dependency = 'Azure Communication Services';
const service = outgoing(dependency, { attemptMs });

/**
 * Sends by Azure Communication Services: at `Mail__AzureEndpoint` with the managed identity, else with the
 * access key of a connection string. Throws SettingsInvalid for what is missing.
 */
export function azureMailer(environment: Environment): Mailer {
  const senderAddress = requireSetting('Mail__From', environment);
  const { endpoint, authorize } = environment[endpointSetting]
    ? withIdentity(environment)
    : withAccessKey(environment);
  return async ({ to, subject, text, html }, { now }) => {
    const content = { subject, plainText: text, html };
    const recipients = { to: [{ address: to }] };
    const headers = { 'Auto-Submitted': 'auto-generated' };
    const body = JSON.stringify({ senderAddress, content, recipients, headers });
    const url = new URL(path, endpoint);
    const { status } = await service(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'operation-id': randomUUID(),
        ...(await authorize({ url, body, now })),
      },
      body,
    });
    if (status === 202) return 'taken';
    // Its 400 is about the request; ours differs in nothing but the recipient.
    if (status === 400) return 'refused';
    throw new DependencyUnavailable(dependency, new Error(`HTTP ${status}.`));
  };
}

interface MailRequest {
  readonly url: URL;
  readonly body: string;
  readonly now: Date;
}

/** The service, and the headers that it knows us by. */
interface Access {
  readonly endpoint: string;
  readonly authorize: (request: MailRequest) => Promise<Record<string, string>>;
}

function withIdentity(environment: Environment): Access {
  const endpoint = requireSetting(endpointSetting, environment);
  requireSafeUrl(endpointSetting, endpoint, environment);
  const clientId = environment[clientIdSetting];
  let credential: { getToken(scope: string): Promise<{ readonly token: string }> } | undefined;
  const authorize = async () => {
    const { ManagedIdentityCredential } = await import('@azure/identity');
    credential ??= new ManagedIdentityCredential(clientId ? { clientId } : {});
    try {
      return { authorization: `Bearer ${(await credential.getToken(scope)).token}` };
    } catch (error) {
      throw new DependencyUnavailable('the managed identity', error);
    }
  };
  return { endpoint, authorize };
}

/** The key itself never travels. @see https://learn.microsoft.com/azure/communication-services/tutorials/hmac-header-tutorial */
function withAccessKey(environment: Environment): Access {
  const [connection = ''] = requireSettings([connectionSetting], environment);
  const endpoint = /(?:^|;)endpoint=([^;]+)/i.exec(connection)?.[1] ?? '';
  const accessKey = /(?:^|;)accesskey=([^;]+)/i.exec(connection)?.[1] ?? '';
  if (!isSafeUrl(endpoint, environment) || accessKey === '') {
    const problem = 'is no connection string of Azure Communication Services';
    throw new SettingsInvalid([{ setting: connectionSetting, problem }]);
  }
  const key = Buffer.from(accessKey, 'base64');
  return { endpoint, authorize: async (request) => signatureHeaders(request, key) };
}

function signatureHeaders({ url, body, now }: MailRequest, key: Buffer): Record<string, string> {
  const date = now.toUTCString();
  const digest = createHash('sha256').update(body).digest('base64');
  const text = `POST\n${url.pathname}${url.search}\n${date};${url.host};${digest}`;
  const signature = createHmac('sha256', key).update(text).digest('base64');
  return {
    'x-ms-date': date,
    'x-ms-content-sha256': digest,
    authorization: `HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=${signature}`,
  };
}
