import { randomUUID } from 'node:crypto';
import {
  type HeadlessJourney,
  type JourneyOptions,
  openJourney,
  type Tenant,
} from '../../emulator/testing.ts';

/** The policy that most of what people meet is in. */
export const signUpOrSignIn = 'B2C_1A_SignUpOrSignIn';

/** What somebody types at sign-up besides an address; a walk changes what it is about. */
export const applicant = {
  newPassword: 'Correct-horse-7',
  reenterPassword: 'Correct-horse-7',
  givenName: 'Nora',
  surname: 'Keller',
  dateOfBirth: '1990-05-01',
  phoneEntered: '044 268 12 34',
  rowingSection: 'senior',
};

/** An address that nobody else has. */
export const newAddress = (domain = 'example.org') => `${randomUUID()}@${domain}`;

/** A member who is in the directory. */
export interface Member {
  readonly objectId: string;
  readonly email: string;
  readonly password: string;
}

/** Puts a member into the directory, past all pages. */
export async function addMember({ directory }: Tenant): Promise<Member> {
  const [email, password] = [newAddress(), 'Correct-horse-7'];
  const { givenName, surname } = applicant;
  const names = { givenName, surname, displayName: `${givenName} ${surname}` };
  const { objectId } = await directory.create(
    { 'signInNames.emailAddress': email, ...names },
    { password },
  );
  return { objectId, email, password };
}

/** How a journey of a tenant is opened; the policy by default `signUpOrSignIn`. */
export type PersonJourney = Partial<JourneyOptions> & { readonly tenant: Tenant };

/** A journey behind the sign-in page. */
export async function signIn(
  options: PersonJourney,
  { email, password }: Pick<Member, 'email' | 'password'>,
) {
  const journey = await openJourney({ policy: signUpOrSignIn, ...options });
  return journey.submit({ signInName: email, password });
}

/** A journey at the sign-up page, where the address is confirmed. */
export async function atSignUp(options: PersonJourney, email: string): Promise<HeadlessJourney> {
  const journey = await openJourney({ policy: signUpOrSignIn, ...options });
  await journey.signUp();
  return journey.verifyEmail('email', email);
}

/** What the open page says went wrong; undefined where the journey has gone on. */
export function messageOf(journey: HeadlessJourney): string | undefined {
  return journey.hasPage ? journey.page.error?.message : undefined;
}
