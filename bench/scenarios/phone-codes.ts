import { randomUUID } from 'node:crypto';
import { messageLimits } from '../../functions/phone-codes/phone-limits.ts';
import { meetings } from '../meetings.ts';
import type { LoadRun, ScenarioLoad } from '../scenario-load.ts';

/** So many callers text numbers of one range. */
const rivals = 16;

interface Range {
  readonly prefix: string;
  readonly numbers: string[];
  readonly told: Set<string>;
}

/** A range gets as many messages as an hour has, and a number that two deliveries ask for gets one. */
export const load: ScenarioLoad = {
  what: `has a code texted to a number of a range that ${rivals - 1} others text too, each request delivered twice at a time`,
  refusals: ['TOO_MANY_CODES'],
  begin({ inbox }): LoadRun {
    const run = Math.floor(Math.random() * 1000);
    const ranges = meetings<Range>(rivals, (index) => ({
      prefix: `+4179${String(2000 + ((run + index) % 7000))}`,
      numbers: [],
      told: new Set(),
    }));
    return {
      async turn({ call }) {
        const range = ranges.join();
        const number = `${range.prefix}${100 + range.numbers.length}`;
        range.numbers.push(number);
        const journey = { correlationId: randomUUID() };
        const deliver = () => call('REST-SendPhoneCode', { phoneToConfirm: number }, journey);
        for (const { outcome } of await Promise.all([deliver(), deliver()])) {
          if (outcome === 'claims') range.told.add(number);
        }
      },
      async count() {
        let [acknowledged, lost, doubled] = [0, 0, 0];
        for (const { numbers, told } of ranges.places) {
          const messages = numbers.map((number) => inbox?.to(number).length ?? 0);
          const sent = messages.reduce((sum, each) => sum + each, 0);
          acknowledged += told.size;
          lost += Math.max(0, told.size - sent);
          doubled += Math.max(0, sent - messageLimits.perRange.limit);
          doubled += messages.filter((each) => each > 1).length;
        }
        return { acknowledged, lost, doubled };
      },
    };
  },
};
