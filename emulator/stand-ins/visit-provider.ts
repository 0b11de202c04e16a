import type { ProviderRedirect } from '../profile-type.ts';
import { personField } from './choose-person.ts';
import { standInRoot } from './stand-in-address.ts';
import type { StandIns } from './stand-ins.ts';

/**
 * Does at a stand-in what a browser and its user would: follows the redirect, chooses a person, and
 * comes back with the answer.
 * @param personId undefined: the user cancels
 * @throws Error where the stand-in shows an error, or knows no such person
 */
export async function visitProvider(
  standIns: StandIns,
  { url, method, parameters }: ProviderRedirect,
  personId: string | undefined,
): Promise<ReadonlyMap<string, string>> {
  if (!new URL(url).pathname.startsWith(`${standInRoot}/`)) {
    throw new Error(`The browser is at "${new URL(url).host}", which no stand-in plays.`);
  }
  if (personId !== undefined && !standIns.people.some(({ id }) => id === personId)) {
    const known = standIns.people.map(({ id }) => `"${id}"`).join(', ');
    throw new Error(`The stand-ins know nobody called "${personId}", only ${known}.`);
  }
  const asked = await standIns.fetch(requestOf({ url, method, fields: parameters }));
  const form = formOf(await textOf(asked), url);
  const chosen = new Map([...form.fields, [personField, personId ?? '']]);
  const answer = await standIns.fetch(requestOf({ ...form, fields: chosen, method: 'POST' }));
  const location = answer.headers.get('location');
  if (location !== null) return parametersOf(new URL(location));
  return formOf(await textOf(answer), url).fields;
}

interface FormRequest {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly fields: ReadonlyMap<string, string>;
}

function requestOf({ url, method, fields }: FormRequest): Request {
  const body = new URLSearchParams([...fields]);
  if (method === 'POST') return new Request(url, { method, body });
  const whole = new URL(url);
  for (const [name, value] of body) whole.searchParams.append(name, value);
  return new Request(whole);
}

async function textOf(response: Response): Promise<string> {
  const text = await response.text();
  if (response.status === 200) return text;
  const [, problem] = /role="alert">([^<]*)</.exec(text) ?? [];
  throw new Error(`The stand-in answers HTTP ${response.status}: ${decode(problem ?? '')}`);
}

/** The one form of a stand-in's page, as this module's neighbors write it. */
function formOf(page: string, base: string): { url: string; fields: Map<string, string> } {
  const [, action] = /<form method="post" action="([^"]*)"/.exec(page) ?? [];
  if (action === undefined) throw new Error('The page of the stand-in has no form.');
  const inputs = page.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g);
  const fields = [...inputs].map(
    ([, name = '', value = '']) => [decode(name), decode(value)] as const,
  );
  return { url: new URL(decode(action), base).href, fields: new Map(fields) };
}

const entities = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['#39', "'"],
]);

function decode(text: string): string {
  return text.replaceAll(/&(amp|lt|gt|quot|#39);/g, (whole, name) => entities.get(name) ?? whole);
}

function parametersOf({ search, hash }: URL): Map<string, string> {
  return new Map([...new URLSearchParams(search), ...new URLSearchParams(hash.slice(1))]);
}
