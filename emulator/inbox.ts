/** A mail or a text message that would have been sent. */
interface Message {
  readonly to: string;
  readonly channel: 'email' | 'sms' | 'call';
  /** The code in it, where it has one. */
  readonly code?: string;
  readonly text: string;
  readonly at: Date;
}

/** The messages of a tenant, oldest first; nothing ever leaves this machine. */
export class Inbox {
  readonly #messages: Message[] = [];
  /** Called for each message that arrives. */
  onMessage: ((message: Message) => void) | undefined;
  /** Addresses and numbers that nothing reaches: what happens then can be tried. */
  readonly unreachable = new Set<string>();

  /** Whether the message arrived. */
  send(message: Message): boolean {
    if (this.unreachable.has(message.to)) return false;
    this.#messages.push(message);
    this.onMessage?.(message);
    return true;
  }

  /** All messages, or those to one address; addresses are compared without case. */
  messages(to?: string): readonly Message[] {
    const wanted = to?.toLowerCase();
    return this.#messages.filter(
      (message) => wanted === undefined || message.to.toLowerCase() === wanted,
    );
  }

  clear(): void {
    this.#messages.length = 0;
  }
}
