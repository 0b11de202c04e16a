/*
 * Which claims name or describe a person, judged by the names that policies give them.
 */

const contact =
  /^(e?mails?(address)?|othermails|signinnames?(\.\w+)?|userprincipalname|upn|(verified\.)?(strongauthentication)?(mobile)?phone(number)?|mobile|telephone(number)?|(strongauthentication)?emailaddress|displayname|givenname|given_name|surname|family_name|lastname|firstname|fullname|name|streetaddress|postalcode|birth(date|day)|dateofbirth|dob)$/i;

const sensitive =
  /^(birth(date|day)|dateofbirth|dob|ssn|social_?security_?number|national_?id(number)?|passport_?number|tax_?id|credit_?card(number)?|iban|(verified\.)?strongauthenticationphonenumber)$/i;

const secret =
  /^((new|old|reenter|current)?password|passw(or)?d|otp(code)?|verificationcode|totp_?secret|secretkey|client_?secret)$/i;

/** A claim that tells who somebody is or how to reach them. */
export function isPersonal(name: string): boolean {
  return contact.test(name) || sensitive.test(name);
}

/** A claim that few applications have a right to know. */
export function isSensitive(name: string): boolean {
  return sensitive.test(name);
}

/** A claim whose value lets somebody in. */
export function isSecretClaim(name: string): boolean {
  return secret.test(name);
}
