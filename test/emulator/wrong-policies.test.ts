import { basename } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { lint } from '../../compiler/lint.ts';
import { readPolicySet } from '../../compiler/policy-set.ts';
import type { Example } from '../../compiler/rule.ts';
import { rules } from '../../compiler/rules/index.ts';
import { type HeadlessJourney, openJourney, openTenant } from '../../emulator/testing.ts';
import { examplePolicy } from '../support/example-policy.ts';
import { writeFiles } from '../support/policy-text.ts';
import { answerWith, startApi } from '../support/test-api.ts';

const person = {
  email: 'ada@example.org',
  newPassword: 'Correct-horse-7',
  reenterPassword: 'Correct-horse-7',
};

/** What the file of a child says of elements of its base. */
const inExtension = (text: string) => ({ 'Base.xml': '', 'Leaf.xml': text });

/* Each row is one mistake in a policy that is otherwise without fault. */
const mistakes: Readonly<Record<string, Example>> = {
  'a claims transformation that nobody declares': inExtension(
    '<TechnicalProfile Id="LocalAccountSignUpWithLogonEmail"><OutputClaimsTransformations><OutputClaimsTransformation ReferenceId="Nowhere" /></OutputClaimsTransformations></TechnicalProfile>',
  ),
  'a claim type that nobody declares': inExtension(
    '<TechnicalProfile Id="LocalAccountSignUpWithLogonEmail"><OutputClaims><OutputClaim ClaimTypeReferenceId="nickname" /></OutputClaims></TechnicalProfile>',
  ),
  'technical profiles that include each other': inExtension(
    '<TechnicalProfile Id="AAD-Common"><IncludeTechnicalProfile ReferenceId="AAD-UserReadUsingObjectId" /></TechnicalProfile>',
  ),
  'an include that leads nowhere': inExtension(
    '<TechnicalProfile Id="AAD-UserReadUsingObjectId"><IncludeTechnicalProfile ReferenceId="AAD-Comon" /></TechnicalProfile>',
  ),
  'a handler that B2C does not have': inExtension(
    '<TechnicalProfile Id="LocalAccountSignUpWithLogonEmail"><Protocol Name="Proprietary" Handler="Web.TPEngine.Providers.SelfAssertedProvider, Web.TPEngine" /></TechnicalProfile>',
  ),
  'a protocol without a handler': inExtension(
    '<TechnicalProfile Id="LocalAccountSignUpWithLogonEmail"><Protocol Name="Proprietary" /></TechnicalProfile>',
  ),
  'an Operation that the directory does not have': inExtension(
    '<TechnicalProfile Id="AAD-UserReadUsingObjectId"><Metadata><Item Key="Operation">Reed</Item></Metadata></TechnicalProfile>',
  ),
  'a ServiceUrl that is none': '<Item Key="ServiceUrl">not a url</Item>',
  'a step of an unknown type': '<OrchestrationStep Order="3" Type="ClaimExchange" />',
  'a step of a type in the wrong case': '<OrchestrationStep Order="3" Type="claimsExchange" />',
  'a step of a type that nobody documents': '<OrchestrationStep Order="3" Type="ConsentScreen" />',
  'a step whose technical profile is missing':
    '<ClaimsExchange Id="GetMembershipExchange" TechnicalProfileReferenceId="REST-GetMember" />',
  'a content definition that nobody declares': inExtension(
    '<TechnicalProfile Id="LocalAccountSignUpWithLogonEmail"><Metadata><Item Key="ContentDefinitionReferenceId">api.nowhere</Item></Metadata></TechnicalProfile>',
  ),
  'a session provider that nobody declares': inExtension(
    '<TechnicalProfile Id="LocalAccountSignUpWithLogonEmail"><UseTechnicalProfileForSessionManagement ReferenceId="SM-Nowhere" /></TechnicalProfile>',
  ),
  'a session provider that is none': inExtension(
    '<TechnicalProfile Id="LocalAccountSignUpWithLogonEmail"><UseTechnicalProfileForSessionManagement ReferenceId="AAD-Common" /></TechnicalProfile>',
  ),
  'a validation technical profile that nobody declares':
    '<ValidationTechnicalProfile ReferenceId="AAD-Nowhere" />',
  'a validation technical profile that is a page':
    '<ValidationTechnicalProfile ReferenceId="SelfAsserted-LocalAccountSignin-Email" />',
  'a link to sign up that leads nowhere': inExtension(
    '<TechnicalProfile Id="SelfAsserted-LocalAccountSignin-Email"><Metadata><Item Key="SignUpTarget">Nowhere</Item></Metadata></TechnicalProfile>',
  ),
  'a selection of what the step does not have':
    '<OrchestrationStep Order="1" Type="CombinedSignInAndSignUp" ContentDefinitionReferenceId="api.signuporsignin"><ClaimsProviderSelections><ClaimsProviderSelection ValidationClaimsExchangeId="Nowhere" /></ClaimsProviderSelections></OrchestrationStep>',
  'SendClaims without an issuer': '<OrchestrationStep Order="5" Type="SendClaims" />',
  'an issuer that issues nothing':
    '<OrchestrationStep Order="5" Type="SendClaims" CpimIssuerTechnicalProfileReferenceId="SM-jwt-issuer" />',
  'a precondition that is none':
    '<Precondition Type="ClaimExists" ExecuteActionsIf="yes"><Value>objectId</Value><Action>SkipThisOrchestrationStep</Action></Precondition>',
  'a sub journey that nobody declares':
    '<OrchestrationStep Order="4" Type="InvokeSubJourney"><JourneyList><Candidate SubJourneyReferenceId="Nowhere" /></JourneyList></OrchestrationStep>',
  'a claim resolver that B2C does not have': inExtension(
    '<TechnicalProfile Id="LocalAccountSignUpWithLogonEmail"><Metadata><Item Key="IncludeClaimResolvingInClaimsHandling">true</Item></Metadata><InputClaims><InputClaim ClaimTypeReferenceId="email" DefaultValue="{OIDC:LoginHnt}" AlwaysUseDefaultValue="true" /></InputClaims></TechnicalProfile>',
  ),
  'a DefaultValue of another DataType': inExtension(
    '<TechnicalProfile Id="AAD-UserReadUsingObjectId"><OutputClaims><OutputClaim ClaimTypeReferenceId="newUser" DefaultValue="maybe" /></OutputClaims></TechnicalProfile>',
  ),
  'a regular expression that is broken': inExtension(
    '<ClaimType Id="displayName"><Restriction><Pattern RegularExpression="([a-z" HelpText="h" /></Restriction></ClaimType>',
  ),
  'a relying party without a journey':
    '<RelyingParty><TechnicalProfile Id="PolicyProfile"><DisplayName>Token</DisplayName><Protocol Name="OpenIdConnect" /></TechnicalProfile></RelyingParty>',
  'a relying party of a journey that nobody declares':
    '<RelyingParty><DefaultUserJourney ReferenceId="SignUp" /><TechnicalProfile Id="PolicyProfile"><DisplayName>Token</DisplayName><Protocol Name="OpenIdConnect" /></TechnicalProfile></RelyingParty>',
  'a base policy that is not there':
    '<BasePolicy><TenantId>contoso.onmicrosoft.com</TenantId><PolicyId>B2C_1A_Nowhere</PolicyId></BasePolicy>',
  'a file that is broken': {
    'Broken.xml':
      '<?xml version="1.0"?><TrustFrameworkPolicy PolicyId="B2C_1A_Example"><BasePolicy>',
  },
};

async function signUp(journey: HeadlessJourney): Promise<string> {
  await journey.signUp();
  await journey.verifyEmail('email', person.email);
  await journey.submit({ ...person, displayName: 'Ada' });
  return `issues ${Object.keys(await journey.tokenClaims()).length} claims`;
}

/**
 * A mistake is told by lint with its place, and where a journey comes to it, by the journey with its
 * place; what is thrown is always a sentence.
 */
test('what lint and a journey say of a mistake in a policy', async (t) => {
  const api = await startApi(t, answerWith(200, { membershipNumber: '7' }));
  const map = [['https://api.contoso.com', api.url]] as const;
  const lines: string[] = [];
  for (const [name, mistake] of Object.entries(mistakes)) {
    const files = examplePolicy(mistake).map(({ name: file, text }) => [file, text] as const);
    const folder = await writeFiles(t, Object.fromEntries(files));
    const policy = 'Leaf.xml' in Object.fromEntries(files) ? 'B2C_1A_Leaf' : 'B2C_1A_Example';
    const found = lint(readPolicySet({ folders: [folder] }), rules);
    const told = found
      .filter(({ severity }) => severity !== 'notice')
      .map(({ rule, severity, position: { file, line, column }, message }) => {
        return `  ${basename(file)}:${line}:${column} ${severity} ${rule}: ${message}`;
      });
    const outcome = await openTenant({ policies: [folder], secrets, map })
      .then((tenant) => openJourney({ tenant, policy }))
      .then(signUp)
      .catch((error: Error) => error.message);
    const place = /[^\s("]*\/(?=[\w.-]+\.xml)/g;
    lines.push(`${name}\n${told.join('\n')}\n  The journey: ${outcome.replaceAll(place, '')}`);
  }
  const golden = new URL('../golden/emulator/wrong-policies.txt', import.meta.url);
  t.assert.fileSnapshot(`${lines.join('\n\n')}\n`, fileURLToPath(golden), {
    serializers: [String],
  });
});

const secrets = { B2C_1A_RestUsername: 'user', B2C_1A_RestPassword: 'development-only-password' };
