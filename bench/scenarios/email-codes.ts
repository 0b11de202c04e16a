import { randomUUID } from 'node:crypto';
import { emailCodes } from '../../functions/email-codes/email-codes.ts';
import { meetings } from '../meetings.ts';
import type { LoadCaller, LoadRun, ScenarioLoad } from '../scenario-load.ts';

/** So many callers are at one address, each in a journey of its own. */
const rivals = 4;

interface Address {
  readonly email: string;
  /** Journeys that asked for a code. */
  asked: number;
  /** So often the right code was typed. */
  typed: number;
  /** Journeys that were told that a code is on its way. */
  readonly told: Set<string>;
  /** How often the right code of the address was taken. */
  taken: number;
  readonly placed: Promise<string>;
}

/** An address gets as many codes as an hour has, and the right code of a journey is right once. */
export const load: ScenarioLoad = {
  what: `asks for a code at an address that ${rivals - 1} others ask for too, each request delivered twice at a time, then types a right code that all of them type`,
  refusals: ['TOO_MANY_CODES', 'CODE_ENDED'],
  begin({ inbox }): LoadRun {
    const addresses = meetings(rivals, newAddress);
    return {
      async turn({ call }) {
        const address = addresses.join();
        await ask(address, call);
        await type(address, call);
      },
      async count() {
        let [acknowledged, lost, doubled] = [0, 0, 0];
        for (const { email, asked, told, taken } of addresses.places) {
          const mails = inbox?.to(email).length ?? told.size;
          acknowledged += told.size + taken;
          lost += Math.max(0, told.size - mails);
          doubled += Math.max(0, mails - Math.min(asked, emailCodes.rules.codesPerWindow));
          doubled += Math.max(0, taken - 1);
        }
        return { acknowledged, lost, doubled };
      },
    };
  },
};

function newAddress(): Address {
  const [email, known] = [`${randomUUID()}@example.org`, `${randomUUID()}@example.net`];
  const placed = placeCode(known).then(() => known);
  return { email, asked: 0, typed: 0, told: new Set(), taken: 0, placed };
}

const code = '135790';
const journey = '6d0f3c1e-6a0b-4c0e-9a51-0000000000aa';

async function placeCode(recipient: string): Promise<void> {
  const now = new Date();
  const endsAt = new Date(now.getTime() + emailCodes.rules.lifetimeMs);
  await emailCodes.place({ recipient, journey, code, now, endsAt });
}

async function ask(address: Address, call: LoadCaller['call']): Promise<void> {
  const { email, told } = address;
  const correlationId = randomUUID();
  address.asked += 1;
  const deliver = () => call('REST-SendEmailCode', { email }, { correlationId });
  for (const { outcome } of await Promise.all([deliver(), deliver()])) {
    if (outcome === 'claims') told.add(correlationId);
  }
}

/** Each caller types the code in another way, so that no two requests are one to B2C. */
async function type(address: Address, call: LoadCaller['call']): Promise<void> {
  address.typed += 1;
  const emailCode = `${code}${' '.repeat(address.typed)}`;
  const claims = { email: await address.placed, emailCode };
  const { outcome } = await call('REST-VerifyEmailCode', claims, { correlationId: journey });
  if (outcome === 'claims') address.taken += 1;
}
