import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import type { InboxMessage } from '../../shared/development-inbox.ts';
import { listen } from './listen.ts';
import type { Scope } from './scope.ts';

/** What functions under development would have sent, as the emulator's inbox takes it. */
export interface MessageInbox {
  readonly url: string;
  /** Those to one address or number, oldest first. */
  to(recipient: string): readonly InboxMessage[];
}

/** Starts an inbox on a free port; it ends with the test, or with all tests of a file. */
export async function startInbox(scope: Scope): Promise<MessageInbox> {
  const messages: InboxMessage[] = [];
  const server = createServer(async (request, response) => {
    messages.push(JSON.parse(await text(request)));
    response.writeHead(204).end();
  });
  const port = await listen(scope, server);
  const isTo = (recipient: string) => (message: InboxMessage) => message.to === recipient;
  return {
    url: `http://127.0.0.1:${port}/inbox`,
    to: (recipient) => messages.filter(isTo(recipient)),
  };
}
