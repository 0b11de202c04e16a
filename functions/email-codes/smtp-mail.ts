import { DependencyUnavailable, SettingsInvalid } from '../../shared/errors.ts';
import { type Environment, isDevelopment, requireSettings } from '../../shared/settings.ts';
import type { Mailer } from './mail.ts';

const portSetting = 'Mail__SmtpPort';
const settings = ['Mail__From', 'Mail__SmtpHost', portSetting];
const credentials = ['Mail__SmtpUsername', 'Mail__SmtpPassword'];

/** The port where TLS comes first; on all others STARTTLS does. */
const tlsPort = 465;
const loopback = new Set(['localhost', '127.0.0.1', '::1']);

/**
 * Sends by SMTP, over TLS: only a server of this machine may do without, and without credentials, in
 * development. A connection for each mail. Throws SettingsInvalid for what is missing.
 */
export function smtpMailer(environment: Environment): Mailer {
  const [from = '', host = '', portText = ''] = requireSettings(settings, environment);
  const port = readPort(portText);
  const isOpen = isDevelopment(environment) && loopback.has(host);
  const server = { host, port, secure: port === tlsPort, requireTLS: !isOpen };
  const login = isOpen ? {} : { auth: readLogin(environment) };
  return async ({ to, subject, text, html }, call) => {
    const { createTransport } = await import('nodemailer');
    const ms = Math.max(1, call.remaining());
    const timeouts = { connectionTimeout: ms, greetingTimeout: ms, socketTimeout: ms };
    const closed = { disableFileAccess: true, disableUrlAccess: true };
    const transport = createTransport({ ...server, ...login, ...timeouts, ...closed });
    const headers = { 'Auto-Submitted': 'auto-generated' };
    try {
      await transport.sendMail({
        from,
        to: { name: '', address: to },
        subject,
        text,
        html,
        headers,
      });
      return 'taken';
    } catch (error) {
      if (isRecipientRefused(error)) return 'refused';
      throw new DependencyUnavailable('the mail server', error);
    } finally {
      transport.close();
    }
  };
}

function readLogin(environment: Environment) {
  const [user = '', pass = ''] = requireSettings(credentials, environment);
  return { user, pass };
}

function readPort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new SettingsInvalid([{ setting: portSetting, problem: 'is no port' }]);
}

/** 55x to RCPT TO: there is no such mailbox, or it takes nothing from us. 45x may be different tomorrow. */
function isRecipientRefused(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown };
  return code === 'EENVELOPE' && typeof responseCode === 'number' && responseCode >= 550;
}
