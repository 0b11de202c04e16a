// Written by `countersign generate`; do not edit.
import type * as z from 'zod';
import { claimType } from '../claim-type.ts';

/** "Accounts elsewhere" (alternativeSecurityIdCollection). */
export const alternativeSecurityIds = claimType({
  id: 'alternativeSecurityIds',
  dataType: 'alternativeSecurityIdCollection',
});
export type AlternativeSecurityIds = z.output<typeof alternativeSecurityIds>;

/** "Application" (string). */
export const applicationId = claimType({ id: 'applicationId', dataType: 'string' });
export type ApplicationId = z.output<typeof applicationId>;

/** "The terms in force are accepted" (boolean). */
export const areTermsAccepted = claimType({ id: 'areTermsAccepted', dataType: 'boolean' });
export type AreTermsAccepted = z.output<typeof areTermsAccepted>;

/** "Phone of the captain" (phoneNumber). */
export const captainPhone = claimType({ id: 'captainPhone', dataType: 'phoneNumber' });
export type CaptainPhone = z.output<typeof captainPhone>;

/** "Are you a person?" (string). */
export const captchaToken = claimType({ id: 'captchaToken', dataType: 'string' });
export type CaptchaToken = z.output<typeof captchaToken>;

/** "What we may write to you about" (string). */
export const chosenInterests = claimType({ id: 'chosenInterests', dataType: 'string' });
export type ChosenInterests = z.output<typeof chosenInterests>;

/** "Identity at the club" (userIdentity). */
export const clubIdentity = claimType({ id: 'clubIdentity', dataType: 'userIdentity' });
export type ClubIdentity = z.output<typeof clubIdentity>;

/** "Confirmed mobile phone" (string). */
export const confirmedPhone = claimType({ id: 'confirmedPhone', dataType: 'string' });
export type ConfirmedPhone = z.output<typeof confirmedPhone>;

/** "I agree to" (string). */
export const consentChoices = claimType({ id: 'consentChoices', dataType: 'string' });
export type ConsentChoices = z.output<typeof consentChoices>;

/** "What the application wants to be asked" (string). */
export const consentPrompt = claimType({ id: 'consentPrompt', dataType: 'string' });
export type ConsentPrompt = z.output<typeof consentPrompt>;

/** "Purposes agreed to" (string). */
export const consents = claimType({ id: 'consents', dataType: 'string' });
export type Consents = z.output<typeof consents>;

/** "Purposes that the page shows" (string). */
export const consentsOffered = claimType({ id: 'consentsOffered', dataType: 'string' });
export type ConsentsOffered = z.output<typeof consentsOffered>;

/** "Version of the page's text" (string). */
export const consentTextVersion = claimType({ id: 'consentTextVersion', dataType: 'string' });
export type ConsentTextVersion = z.output<typeof consentTextVersion>;

/** "Phone" (phoneNumber). */
export const contactPhone = claimType({ id: 'contactPhone', dataType: 'phoneNumber' });
export type ContactPhone = z.output<typeof contactPhone>;

/** "Correlation id" (string). */
export const correlationId = claimType({ id: 'correlationId', dataType: 'string' });
export type CorrelationId = z.output<typeof correlationId>;

/** "Crews" (stringCollection). */
export const crews = claimType({ id: 'crews', dataType: 'stringCollection' });
export type Crews = z.output<typeof crews>;

/** "Date of birth" (date). */
export const dateOfBirth = claimType({
  id: 'dateOfBirth',
  dataType: 'date',
  predicates: [
    {
      group: 'Range',
      predicates: [
        {
          id: 'BornSince1900',
          method: 'IsDateRange',
          minimum: '1900-01-01',
          maximum: 'Today',
          helpText: 'A date of birth is between 1900 and today.',
        },
      ],
    },
  ],
});
export type DateOfBirth = z.output<typeof dateOfBirth>;

/** "Display name" (string). */
export const displayName = claimType({ id: 'displayName', dataType: 'string' });
export type DisplayName = z.output<typeof displayName>;

/** "Email address" (string). */
export const email = claimType({
  id: 'email',
  dataType: 'string',
  pattern: {
    regularExpression: '^[^\\s@]+@[^\\s@.]+(\\.[^\\s@.]+)+$',
    helpText: 'An email address looks like name@example.org.',
  },
});
export type Email = z.output<typeof email>;

/** "Code" (string). */
export const emailCode = claimType({ id: 'emailCode', dataType: 'string' });
export type EmailCode = z.output<typeof emailCode>;

/** "Domain of the email address" (string). */
export const emailDomain = claimType({ id: 'emailDomain', dataType: 'string' });
export type EmailDomain = z.output<typeof emailDomain>;

/** "Membership number" (string). */
export const extensionMemberNumber = claimType({
  id: 'extension_memberNumber',
  dataType: 'string',
  pattern: {
    regularExpression: '^ALR-[0-9]{6}$',
    helpText: 'A membership number is ALR- and six digits.',
  },
});
export type ExtensionMemberNumber = z.output<typeof extensionMemberNumber>;

/** "The password is still in the old system" (boolean). */
export const extensionRequiresMigration = claimType({
  id: 'extension_requiresMigration',
  dataType: 'boolean',
});
export type ExtensionRequiresMigration = z.output<typeof extensionRequiresMigration>;

/** "Identity at the rowing federation" (userIdentity). */
export const federationIdentity = claimType({ id: 'federationIdentity', dataType: 'userIdentity' });
export type FederationIdentity = z.output<typeof federationIdentity>;

/** "Identities at former clubs" (userIdentityCollection). */
export const formerIdentities = claimType({
  id: 'formerIdentities',
  dataType: 'userIdentityCollection',
});
export type FormerIdentities = z.output<typeof formerIdentities>;

/** "Given name" (string). */
export const givenName = claimType({
  id: 'givenName',
  dataType: 'string',
  predicates: [
    {
      group: 'Name',
      predicates: [
        {
          id: 'NameLength',
          method: 'IsLengthRange',
          minimum: 1,
          maximum: 64,
          helpText: 'A name has 1 to 64 characters.',
        },
        {
          id: 'NameCharacters',
          method: 'MatchesRegex',
          regularExpression: '^[^0-9<>(){}\\[\\]]*$',
          helpText: 'A name has no digits and no brackets.',
        },
      ],
    },
  ],
});
export type GivenName = z.output<typeof givenName>;

/** "Interests" (stringCollection). */
export const interests = claimType({ id: 'interests', dataType: 'stringCollection' });
export type Interests = z.output<typeof interests>;

/** "Invitation code" (string). */
export const invitationCode = claimType({
  id: 'invitationCode',
  dataType: 'string',
  predicates: [
    {
      group: 'Shape',
      helpText: 'The code of an invitation',
      predicates: [
        {
          id: 'InvitationShape',
          method: 'MatchesRegex',
          regularExpression: '^[A-Z]{3}(-[A-Z0-9]{4}){2}$',
          helpText: 'An invitation code looks like ROW-4KX7-9QTB.',
        },
        { id: 'HasDigit', method: 'IncludesCharacters', characterSet: '0-9', helpText: 'a digit' },
      ],
    },
  ],
});
export type InvitationCode = z.output<typeof invitationCode>;

/** "Invitation redeemed at" (dateTime). */
export const invitationRedeemedAt = claimType({ id: 'invitationRedeemedAt', dataType: 'dateTime' });
export type InvitationRedeemedAt = z.output<typeof invitationRedeemedAt>;

/** "Invited by" (string). */
export const invitedBy = claimType({ id: 'invitedBy', dataType: 'string' });
export type InvitedBy = z.output<typeof invitedBy>;

/** "IP address" (string). */
export const ipAddress = claimType({ id: 'ipAddress', dataType: 'string' });
export type IpAddress = z.output<typeof ipAddress>;

/** "The page has to be shown" (boolean). */
export const isConsentRequired = claimType({ id: 'isConsentRequired', dataType: 'boolean' });
export type IsConsentRequired = z.output<typeof isConsentRequired>;

/** "Comes from a partner club" (boolean). */
export const isPartnerClub = claimType({ id: 'isPartnerClub', dataType: 'boolean' });
export type IsPartnerClub = z.output<typeof isPartnerClub>;

/** "The email address has a tag, as in name+tag@example.org" (boolean). */
export const isSubAddressed = claimType({ id: 'isSubAddressed', dataType: 'boolean' });
export type IsSubAddressed = z.output<typeof isSubAddressed>;

/** "Language" (string). */
export const language = claimType({ id: 'language', dataType: 'string' });
export type Language = z.output<typeof language>;

/** "Accounts that the boathouse linked" (alternativeSecurityIdCollection). */
export const linkedSecurityIds = claimType({
  id: 'linkedSecurityIds',
  dataType: 'alternativeSecurityIdCollection',
});
export type LinkedSecurityIds = z.output<typeof linkedSecurityIds>;

/** "Membership is active" (boolean). */
export const membershipActive = claimType({ id: 'membershipActive', dataType: 'boolean' });
export type MembershipActive = z.output<typeof membershipActive>;

/** "Membership ends at" (dateTime). */
export const membershipEndsAt = claimType({ id: 'membershipEndsAt', dataType: 'dateTime' });
export type MembershipEndsAt = z.output<typeof membershipEndsAt>;

/** "Member since" (date). */
export const membershipSince = claimType({ id: 'membershipSince', dataType: 'date' });
export type MembershipSince = z.output<typeof membershipSince>;

/** "Tier" (string). */
export const membershipTier = claimType({
  id: 'membershipTier',
  dataType: 'string',
  enumeration: ['guest', 'oar', 'scull', 'cox'],
});
export type MembershipTier = z.output<typeof membershipTier>;

/** "The office did not answer" (boolean). */
export const membershipUnavailable = claimType({
  id: 'membershipUnavailable',
  dataType: 'boolean',
});
export type MembershipUnavailable = z.output<typeof membershipUnavailable>;

/** "Meters rowed" (long). */
export const metersRowed = claimType({ id: 'metersRowed', dataType: 'long' });
export type MetersRowed = z.output<typeof metersRowed>;

/** "Moved from the old system at" (dateTime). */
export const migratedAt = claimType({ id: 'migratedAt', dataType: 'dateTime' });
export type MigratedAt = z.output<typeof migratedAt>;

/** "The password of the old system was right" (boolean). */
export const needsMigration = claimType({ id: 'needsMigration', dataType: 'boolean' });
export type NeedsMigration = z.output<typeof needsMigration>;

/** "New password" (string). */
export const newPassword = claimType({
  id: 'newPassword',
  dataType: 'string',
  predicates: [
    {
      group: 'Length',
      helpText: 'The password must have',
      predicates: [
        {
          id: 'PasswordLength',
          method: 'IsLengthRange',
          minimum: 10,
          maximum: 64,
          helpText: '10 to 64 characters',
        },
      ],
    },
    {
      group: 'Variety',
      helpText: 'and at least three of',
      matchAtLeast: 3,
      predicates: [
        {
          id: 'HasLowercase',
          method: 'IncludesCharacters',
          characterSet: 'a-z',
          helpText: 'a small letter',
        },
        {
          id: 'HasUppercase',
          method: 'IncludesCharacters',
          characterSet: 'A-Z',
          helpText: 'a capital letter',
        },
        { id: 'HasDigit', method: 'IncludesCharacters', characterSet: '0-9', helpText: 'a digit' },
        {
          id: 'HasSymbol',
          method: 'IncludesCharacters',
          characterSet: '!@#$%^*()_+=.,:;?/\\-',
          helpText: 'a symbol',
        },
      ],
    },
  ],
});
export type NewPassword = z.output<typeof newPassword>;

/** "Account is new" (boolean). */
export const newUser = claimType({ id: 'newUser', dataType: 'boolean' });
export type NewUser = z.output<typeof newUser>;

/** "Notice period" (duration). */
export const noticePeriod = claimType({ id: 'noticePeriod', dataType: 'duration' });
export type NoticePeriod = z.output<typeof noticePeriod>;

/** "Account id" (string). */
export const objectId = claimType({ id: 'objectId', dataType: 'string' });
export type ObjectId = z.output<typeof objectId>;

/** "Your password now" (string). */
export const oldPassword = claimType({ id: 'oldPassword', dataType: 'string' });
export type OldPassword = z.output<typeof oldPassword>;

/** "Outings" (int). */
export const outingCount = claimType({ id: 'outingCount', dataType: 'int' });
export type OutingCount = z.output<typeof outingCount>;

/** "Outings a week" (int). */
export const outingsPerWeek = claimType({ id: 'outingsPerWeek', dataType: 'int' });
export type OutingsPerWeek = z.output<typeof outingsPerWeek>;

/** "Partner club" (string). */
export const partnerClub = claimType({ id: 'partnerClub', dataType: 'string' });
export type PartnerClub = z.output<typeof partnerClub>;

/** "Password" (string). */
export const password = claimType({ id: 'password', dataType: 'string' });
export type Password = z.output<typeof password>;

/** "Password changed at" (dateTime). */
export const passwordChangedAt = claimType({ id: 'passwordChangedAt', dataType: 'dateTime' });
export type PasswordChangedAt = z.output<typeof passwordChangedAt>;

/** "Code" (string). */
export const phoneCode = claimType({ id: 'phoneCode', dataType: 'string' });
export type PhoneCode = z.output<typeof phoneCode>;

/** "Mobile phone" (string). */
export const phoneEntered = claimType({
  id: 'phoneEntered',
  dataType: 'string',
  pattern: {
    regularExpression: '^\\+?[0-9 ()./-]{6,24}$',
    helpText: 'A phone number has digits, and may begin with +.',
  },
});
export type PhoneEntered = z.output<typeof phoneEntered>;

/** "Mobile phone" (string). */
export const phoneToConfirm = claimType({
  id: 'phoneToConfirm',
  dataType: 'string',
  pattern: {
    regularExpression: '^\\+?[0-9 ()./-]{6,24}$',
    helpText: 'A phone number has digits, and may begin with +.',
  },
});
export type PhoneToConfirm = z.output<typeof phoneToConfirm>;

/** "Revision of the preferences" (long). */
export const preferencesRevision = claimType({ id: 'preferencesRevision', dataType: 'long' });
export type PreferencesRevision = z.output<typeof preferencesRevision>;

/** "Previous sign-in at" (dateTime). */
export const previousSignInAt = claimType({ id: 'previousSignInAt', dataType: 'dateTime' });
export type PreviousSignInAt = z.output<typeof previousSignInAt>;

/** "Password resets left today" (int). */
export const resetsLeft = claimType({ id: 'resetsLeft', dataType: 'int' });
export type ResetsLeft = z.output<typeof resetsLeft>;

/** "Keep the record for" (duration). */
export const retainFor = claimType({ id: 'retainFor', dataType: 'duration' });
export type RetainFor = z.output<typeof retainFor>;

/** "Risk" (string). */
export const riskLevel = claimType({
  id: 'riskLevel',
  dataType: 'string',
  enumeration: ['low', 'medium', 'high'],
});
export type RiskLevel = z.output<typeof riskLevel>;

/** "What speaks against it" (stringCollection). */
export const riskReasons = claimType({ id: 'riskReasons', dataType: 'stringCollection' });
export type RiskReasons = z.output<typeof riskReasons>;

/** "Roles" (stringCollection). */
export const roles = claimType({ id: 'roles', dataType: 'stringCollection' });
export type Roles = z.output<typeof roles>;

/** "Section" (string). */
export const rowingSection = claimType({
  id: 'rowingSection',
  dataType: 'string',
  enumeration: ['junior', 'senior', 'masters'],
});
export type RowingSection = z.output<typeof rowingSection>;

/** "Signed in at" (dateTime). */
export const signedInAt = claimType({ id: 'signedInAt', dataType: 'dateTime' });
export type SignedInAt = z.output<typeof signedInAt>;

/** "Sign-ins on record" (int). */
export const signInCount = claimType({ id: 'signInCount', dataType: 'int' });
export type SignInCount = z.output<typeof signInCount>;

/** "Email address" (string). */
export const signInName = claimType({ id: 'signInName', dataType: 'string' });
export type SignInName = z.output<typeof signInName>;

/** "Email address" (string). */
export const signInNamesEmailAddress = claimType({
  id: 'signInNames.emailAddress',
  dataType: 'string',
});
export type SignInNamesEmailAddress = z.output<typeof signInNamesEmailAddress>;

/** "Surname" (string). */
export const surname = claimType({
  id: 'surname',
  dataType: 'string',
  predicates: [
    {
      group: 'Name',
      predicates: [
        {
          id: 'NameLength',
          method: 'IsLengthRange',
          minimum: 1,
          maximum: 64,
          helpText: 'A name has 1 to 64 characters.',
        },
        {
          id: 'NameCharacters',
          method: 'MatchesRegex',
          regularExpression: '^[^0-9<>(){}\\[\\]]*$',
          helpText: 'A name has no digits and no brackets.',
        },
      ],
    },
  ],
});
export type Surname = z.output<typeof surname>;

/** "Terms accepted at" (dateTime). */
export const termsAcceptedAt = claimType({ id: 'termsAcceptedAt', dataType: 'dateTime' });
export type TermsAcceptedAt = z.output<typeof termsAcceptedAt>;

/** "Your agreement" (string). */
export const termsDecision = claimType({ id: 'termsDecision', dataType: 'string' });
export type TermsDecision = z.output<typeof termsDecision>;

/** "In short" (string). */
export const termsText = claimType({ id: 'termsText', dataType: 'string' });
export type TermsText = z.output<typeof termsText>;

/** "In full" (string). */
export const termsUrl = claimType({ id: 'termsUrl', dataType: 'string' });
export type TermsUrl = z.output<typeof termsUrl>;

/** "Version of the terms" (string). */
export const termsVersion = claimType({ id: 'termsVersion', dataType: 'string' });
export type TermsVersion = z.output<typeof termsVersion>;

/** "Identities of the account" (userIdentityCollection). */
export const userIdentities = claimType({
  id: 'userIdentities',
  dataType: 'userIdentityCollection',
});
export type UserIdentities = z.output<typeof userIdentities>;

/** "User name as it is written to the directory" (string). */
export const username = claimType({ id: 'username', dataType: 'string' });
export type Username = z.output<typeof username>;

/** "User name" (string). */
export const usernameEntered = claimType({ id: 'usernameEntered', dataType: 'string' });
export type UsernameEntered = z.output<typeof usernameEntered>;
