import { escapeHtml } from '../../shared/escape-html.ts';
import { messageText } from '../../shared/messages/message-text.ts';
import type { Mail } from './mail.ts';
import { messages } from './messages.ts';

/** What a mail with a code tells, and in which language. */
export interface CodeMail {
  readonly to: string;
  readonly code: string;
  readonly minutes: number;
  /** BCP 47. */
  readonly language: string;
}

/** The mail with a code, as text and as HTML that loads nothing. */
export async function writeCodeMail({ to, code, minutes, language }: CodeMail): Promise<Mail> {
  const [subject, greeting, ask, end, unasked] = await Promise.all([
    messageText(messages, 'MAIL_SUBJECT', language),
    messageText(messages, 'MAIL_GREETING', language),
    messageText(messages, 'MAIL_CODE', language),
    messageText(messages, 'MAIL_END', language, { minutes }),
    messageText(messages, 'MAIL_UNASKED', language),
  ]);
  const text = [greeting, ask, `    ${code}`, end, unasked].join('\n\n');
  const content = html`<p>${greeting}</p>
<p>${ask}</p>
<p style="font-size:28px;letter-spacing:4px"><strong>${code}</strong></p>
<p>${end}</p>
<p style="color:#555">${unasked}</p>`;
  const head = html`<meta charset="utf-8"><title>${subject}</title>`;
  const page = `<!doctype html>
<html lang="${escapeHtml(language)}"><head>${head}</head>
<body style="font-family:sans-serif;font-size:16px">
${content}
</body></html>\n`;
  return { to, subject, text: `${text}\n`, html: page, code };
}

/** Text between tags and in quoted attributes: whatever is filled in is escaped. */
function html(parts: TemplateStringsArray, ...values: readonly string[]): string {
  return String.raw({ raw: parts }, ...values.map(escapeHtml));
}
