import type { TestContext } from 'node:test';
import { HeadlessJourney } from '../../emulator/headless-journey.ts';
import type { LocalTenantOptions } from '../../emulator/local-tenant.ts';
import type { FormPage } from '../../emulator/page.ts';
import {
  exchange,
  handlers,
  type JourneyParts,
  sendClaims,
  startTest,
  tenantOf,
} from './emulated-tenant.ts';

/** A technical profile as its elements' texts; ids of claims stand for whole elements. */
export interface ProfileParts {
  readonly metadata?: Readonly<Record<string, string>>;
  readonly inputClaims?: readonly string[];
  readonly displayClaims?: readonly string[];
  readonly outputClaims?: readonly string[];
  readonly outputClaimsTransformations?: readonly string[];
  /** ReferenceIds, or whole elements. */
  readonly validations?: readonly string[];
}

/** The text of a technical profile of a type. */
export function profile(id: string, type: keyof typeof handlers, parts: ProfileParts = {}): string {
  const { metadata = {}, inputClaims = [], displayClaims = [], outputClaims = [] } = parts;
  const transformations = (parts.outputClaimsTransformations ?? []).map(
    (reference) => `<OutputClaimsTransformation ReferenceId="${reference}" />`,
  );
  const items = Object.entries(metadata).map(
    ([key, value]) => `<Item Key="${key}">${value}</Item>`,
  );
  return `<TechnicalProfile Id="${id}"><DisplayName>${id}</DisplayName>${[
    handlers[type],
    list('Metadata', items),
    list('InputClaims', inputClaims.map(claim('InputClaim'))),
    list('DisplayClaims', displayClaims.map(claim('DisplayClaim'))),
    list('OutputClaims', outputClaims.map(claim('OutputClaim'))),
    list('OutputClaimsTransformations', transformations),
    list('ValidationTechnicalProfiles', (parts.validations ?? []).map(validation)),
  ].join('')}</TechnicalProfile>`;
}

/** A claim's element: `email`, or with more attributes `email Required="true"`. */
export function claim(element: string): (text: string) => string {
  return (text) => {
    const [id = '', ...attributes] = text.split(' ');
    const isWhole = id.startsWith('<') || id === '';
    return isWhole ? text : `<${element} ClaimTypeReferenceId="${id}" ${attributes.join(' ')} />`;
  };
}

function validation(text: string): string {
  return text.startsWith('<') ? text : `<ValidationTechnicalProfile ReferenceId="${text}" />`;
}

function list(element: string, items: readonly string[]): string {
  return items.length > 0 ? `<${element}>${items.join('')}</${element}>` : '';
}

/** A claims transformation technical profile that gives claims values: id → DefaultValue. */
export function setting(id: string, values: Readonly<Record<string, string>>): string {
  const outputClaims = Object.entries(values).map(([name, value]) => {
    return `${name} DefaultValue="${value}" AlwaysUseDefaultValue="true"`;
  });
  return profile(id, 'claimsTransformation', { outputClaims });
}

/** A ClaimType that pages can show. */
export function field(id: string, more = '', dataType = 'string', inputType = 'TextBox'): string {
  return `<ClaimType Id="${id}"><DisplayName>${id}</DisplayName><DataType>${dataType}</DataType><UserInputType>${inputType}</UserInputType>${more}</ClaimType>`;
}

/** A Restriction with options. */
export function options(...values: string[]): string {
  const items = values.map((value) => `<Enumeration Text="${value}!" Value="${value}" />`);
  return `<Restriction>${items.join('')}</Restriction>`;
}

/** What a journey with one page is made of. */
export interface PageParts extends Partial<JourneyParts> {
  readonly claims: JourneyParts['claims'];
  /** The page's technical profile. */
  readonly page: ProfileParts;
  /** Claims that exist before the page opens. */
  readonly before?: Readonly<Record<string, string>>;
  readonly options?: Partial<LocalTenantOptions>;
}

/** Opens a journey whose page is a self-asserted technical profile `Page`, and whose answer is claims. */
export async function openPage(t: TestContext, parts: PageParts): Promise<HeadlessJourney> {
  const { page, before = {}, technicalProfiles = '', options: tenantOptions, ...rest } = parts;
  const profiles = [profile('Page', 'selfAsserted', page), setting('Before', before)];
  const tenant = await tenantOf(
    t,
    {
      steps: exchange(1, 'Before') + exchange(2, 'Page') + sendClaims(3),
      ...rest,
      technicalProfiles: technicalProfiles + profiles.join(''),
    },
    tenantOptions,
  );
  return new HeadlessJourney(await startTest(tenant));
}

/** The page that is open, which has a form. */
export function formOf(journey: HeadlessJourney): FormPage {
  const { page } = journey;
  if ('fields' in page) return page;
  throw new Error(`The page is "${page.kind}".`);
}

/** What became of a submission: what the page says, or how the journey ended. */
export function outcomeOf(journey: HeadlessJourney): unknown {
  if (journey.hasPage) return journey.page.error?.message ?? 'the page is open';
  const { error, response } = journey;
  if (error) return `${error.code ?? 'no code'}: ${error.message}`;
  return response?.kind === 'json' ? response.body : response;
}
