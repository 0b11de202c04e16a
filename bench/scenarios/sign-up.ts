import { addSection } from '../../functions/sign-up/sections.ts';
import type { LoadRun, ScenarioLoad } from '../scenario-load.ts';

/** Each gets her own answer: one of sixty-four at a time is not told of another's. */
export const load: ScenarioLoad = {
  what: 'has what somebody typed at sign-up checked, with a name of her own',
  async begin(): Promise<LoadRun> {
    await addSection('senior', { youngest: 18, isOpen: true });
    const effects = { acknowledged: 0, lost: 0, doubled: 0 };
    let people = 0;
    return {
      async turn({ call }) {
        people += 1;
        const surname = nameOf(people);
        const outcome = await call('REST-ValidateSignUp', {
          ...{ givenName: 'Nora', surname, dateOfBirth: '1991-04-23' },
          ...{ rowingSection: 'senior', phoneEntered: '079 000 00 00' },
        });
        if (outcome.outcome !== 'claims') return;
        effects.acknowledged += 1;
        if (outcome.claims.get('displayName') !== `Nora ${surname}`) effects.lost += 1;
      },
      count: async () => effects,
    };
  },
};

/** Letters alone, as names have them. */
function nameOf(number: number): string {
  const letters = [...String(number)].map((digit) => 'abcdefghij'[Number(digit)]);
  return `Keller${letters.join('')}`;
}
