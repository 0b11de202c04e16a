import { createHash, createHmac, randomUUID } from 'node:crypto';
import { DependencyUnavailable, SettingsInvalid } from '../../shared/errors.ts';
import { outgoing } from '../../shared/outgoing.ts';
import { type Environment, isDevelopment, requireSettings } from '../../shared/settings.ts';
import type { Mailer } from './mail.ts';

const connectionSetting = 'Mail__AzureConnectionString';
const path = '/emails:send?api-version=2023-03-31';

/** The service takes a mail in less than a second, seldom in two. */
const attemptMs = 2000;

const service = outgoing('Azure Communication Services', { attemptMs });

/**
 * Sends by Azure Communication Services, with the access key of a connection string. Throws
 * SettingsInvalid for what is missing.
 * @see https://learn.microsoft.com/azure/communication-services/tutorials/hmac-header-tutorial
 */
export function azureMailer(environment: Environment): Mailer {
  const settings = ['Mail__From', connectionSetting];
  const [senderAddress = '', connectionString = ''] = requireSettings(settings, environment);
  const { endpoint, accessKey } = readConnection(connectionString, environment);
  return async ({ to, subject, text, html }, { now }) => {
    const content = { subject, plainText: text, html };
    const recipients = { to: [{ address: to }] };
    const headers = { 'Auto-Submitted': 'auto-generated' };
    const body = JSON.stringify({ senderAddress, content, recipients, headers });
    const url = new URL(path, endpoint);
    const signed = signatureHeaders({ url, body, accessKey, now });
    const { status } = await service(url, { method: 'POST', headers: signed, body });
    if (status === 202) return 'taken';
    // Its 400 is about the request; ours differs in nothing but the recipient.
    if (status === 400) return 'refused';
    throw new DependencyUnavailable('Azure Communication Services', new Error(`HTTP ${status}.`));
  };
}

/** What is signed, and with what. */
export interface SignedRequest {
  readonly url: URL;
  readonly body: string;
  /** Base64, as the connection string has it. */
  readonly accessKey: string;
  readonly now: Date;
}

/** The headers of a signed POST: the key itself never travels. */
export function signatureHeaders({ url, body, accessKey, now }: SignedRequest) {
  const date = now.toUTCString();
  const digest = createHash('sha256').update(body).digest('base64');
  const text = `POST\n${url.pathname}${url.search}\n${date};${url.host};${digest}`;
  const key = Buffer.from(accessKey, 'base64');
  const signature = createHmac('sha256', key).update(text).digest('base64');
  return {
    'content-type': 'application/json',
    'x-ms-date': date,
    'x-ms-content-sha256': digest,
    'operation-id': randomUUID(),
    authorization: `HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=${signature}`,
  };
}

function readConnection(connectionString: string, environment: Environment) {
  const endpoint = /(?:^|;)endpoint=([^;]+)/i.exec(connectionString)?.[1] ?? '';
  const accessKey = /(?:^|;)accesskey=([^;]+)/i.exec(connectionString)?.[1] ?? '';
  const isUsable = URL.canParse(endpoint) && accessKey !== '';
  const isSafe = /^https:/i.test(endpoint) || isDevelopment(environment);
  if (isUsable && isSafe) return { endpoint, accessKey };
  const problem = 'is no connection string of Azure Communication Services';
  throw new SettingsInvalid([{ setting: connectionSetting, problem }]);
}
