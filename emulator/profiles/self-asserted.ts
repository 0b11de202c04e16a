import { faultMessage } from '../page-messages.ts';
import type { ProfileRun } from '../profile-run.ts';
import type { PartnerClaims, ProfileType } from '../profile-type.ts';
import { SelfAssertedForm } from '../self-asserted-form.ts';

const forms = new WeakMap<ProfileRun, SelfAssertedForm>();

/** Asks the user for claims, and lets technical profiles judge them. @see facts engine 2.10 */
export const selfAsserted: ProfileType = {
  type: 'selfAsserted',
  phases: [
    'SessionRestore',
    'InputClaimsTransformations',
    'InputClaims',
    'Execution',
    'ValidationTechnicalProfiles',
    'OutputClaims',
    'OutputClaimsTransformations',
    'SessionSave',
  ],
  parity: {
    grade: 'real',
    how: 'Fields, restrictions, predicates, e-mail verification, display controls, validation technical profiles, retry limit.',
    missing: 'A user name is not checked against setting.operatingMode, which only chooses a text.',
    test: 'test/emulator/profiles/self-asserted.test.ts',
  },
  execute: async (run) => {
    const form = new SelfAssertedForm(run);
    forms.set(run, form);
    if (form.isEmpty) return { kind: 'claims', partnerClaim: keptClaims(run) };
    run.takesInput = form.takesInput;
    run.trace({ kind: 'page', phase: 'Execution', text: `The page of "${run.profile.id}".` });
    return form.wait();
  },
  refused: async (run, fault) => formOf(run).refuse(faultMessage(run, fault), 'validation'),
  accepted: (run) => formOf(run).accept(),
};

/** A page that is not shown leaves claims as they are; those without a value get their DefaultValue. */
function keptClaims({ bag }: ProfileRun): PartnerClaims {
  return ({ claimTypeReferenceId: id }) => bag.get(id);
}

function formOf(run: ProfileRun): SelfAssertedForm {
  const form = forms.get(run);
  if (!form) throw new Error(`"${run.profile.id}" has no page.`);
  return form;
}
