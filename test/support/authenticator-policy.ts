import { profile } from './emulated-page.ts';
import { exchange, skipIf } from './emulated-tenant.ts';
import { onPack, relyingParty, send, userJourney } from './pack-policy.ts';

const claimType = (id: string, label: string, dataType: string, inputType: string) =>
  `<ClaimType Id="${id}"><DisplayName>${label}</DisplayName><DataType>${dataType}</DataType><UserInputType>${inputType}</UserInputType></ClaimType>`;

const claimTypes = [
  claimType('devices', 'Devices', 'int', 'TextBox'),
  claimType('secretKey', 'Key', 'string', 'Readonly'),
  claimType('qrCodeContent', 'QR code', 'string', 'Readonly'),
  claimType('otpCode', 'Code of your app', 'string', 'TextBox'),
].join('');

const transformations = `<ClaimsTransformations>
  <ClaimsTransformation Id="MakeSecret" TransformationMethod="CreateOtpSecret"><OutputClaims><OutputClaim ClaimTypeReferenceId="secretKey" TransformationClaimType="outputClaim" /></OutputClaims></ClaimsTransformation>
  <ClaimsTransformation Id="MakeUri" TransformationMethod="FormatStringClaim"><InputClaims><InputClaim ClaimTypeReferenceId="secretKey" TransformationClaimType="inputClaim" /></InputClaims><InputParameters><InputParameter Id="stringFormat" DataType="string" Value="otpauth://totp/Rowing%20Club:ada@example.org?secret={0}&amp;issuer=Rowing%20Club" /></InputParameters><OutputClaims><OutputClaim ClaimTypeReferenceId="qrCodeContent" TransformationClaimType="outputClaim" /></OutputClaims></ClaimsTransformation>
</ClaimsTransformations>`;

const controls = `<DisplayControls>
  <DisplayControl Id="appIcon" UserInterfaceControlType="AuthenticatorAppIconControl" />
  <DisplayControl Id="qrCode" UserInterfaceControlType="QrCodeControl"><InputClaims><InputClaim ClaimTypeReferenceId="qrCodeContent" /></InputClaims><DisplayClaims><DisplayClaim ClaimTypeReferenceId="qrCodeContent" ControlClaimType="QrCodeContent" /></DisplayClaims></DisplayControl>
  <DisplayControl Id="appInfo" UserInterfaceControlType="AuthenticatorInfoControl"><InputClaims><InputClaim ClaimTypeReferenceId="secretKey" /></InputClaims><DisplayClaims><DisplayClaim ClaimTypeReferenceId="secretKey" /></DisplayClaims></DisplayControl>
</DisplayControls>`;

const operation = (id: string, name: string, inputClaims: string[], outputClaims: string[] = []) =>
  profile(id, 'multifactor', { metadata: { Operation: name }, inputClaims, outputClaims });

const page = (id: string, displayClaims: string[], begin: string) =>
  profile(id, 'selfAsserted', {
    metadata: { ContentDefinitionReferenceId: 'api.selfasserted' },
    inputClaims: ['qrCodeContent', 'secretKey'],
    displayClaims: [...displayClaims, 'otpCode Required="true"'],
    outputClaims: ['otpCode'],
    validations: [begin, 'VerifyOtp'],
  });

const control = (id: string) => `<DisplayClaim DisplayControlReferenceId="${id}" />`;

const technicalProfiles = [
  profile('Secret', 'claimsTransformation', {
    outputClaims: ['secretKey', 'qrCodeContent'],
    outputClaimsTransformations: ['MakeSecret', 'MakeUri'],
  }),
  operation(
    'Devices',
    'GetAvailableDevices',
    ['objectId PartnerClaimType="userPrincipalName"'],
    ['devices PartnerClaimType="numberOfAvailableDevices"'],
  ),
  operation('Begin', 'BeginVerifyOTP', ['objectId', 'secretKey']),
  operation('BeginKnown', 'BeginVerifyOTP', ['objectId']),
  operation('VerifyOtp', 'VerifyOTP', ['otpCode']),
  page('Register', [control('appIcon'), control('qrCode'), control('appInfo')], 'Begin'),
  page('Check', [], 'BeginKnown'),
].join('');

const isNew = (executeActionsIf: boolean) =>
  skipIf('ClaimEquals', executeActionsIf, 'devices', '0');

/** A relying party on the starter pack whose second factor is an authenticator app. @see facts engine 2.4 */
export const authenticatorPolicy = onPack({
  id: 'B2C_1A_Authenticator',
  buildingBlocks: `<ClaimsSchema>${claimTypes}</ClaimsSchema>${transformations}${controls}`,
  technicalProfiles,
  userJourneys: userJourney(
    'Authenticator',
    exchange(1, 'SelfAsserted-LocalAccountSignin-Email'),
    exchange(2, 'Devices'),
    exchange(3, 'Secret', isNew(false)),
    exchange(4, 'Register', isNew(false)),
    exchange(5, 'Check', isNew(true)),
    send(6, 'JwtIssuer'),
  ),
  relyingParty: relyingParty('Authenticator', []),
});
