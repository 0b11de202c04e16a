import type { Context } from 'hono';
import { type ActiveJourney, isSame } from '../active-journeys.ts';
import { UnexpectedEvent } from '../journey-faults.ts';
import type { Page, PageError, SubmittedClaims, UserEvent } from '../page.ts';
import { readTransactionParameter } from '../page-link.ts';
import type { Site } from '../site.ts';

/** What pages' scripts get: HTTP 200 always, and a status that is text. @see facts engine 4.4 */
export interface PageReply {
  /** The phone factor page has 429, 448 and 449 besides. */
  readonly status: '200' | '400' | NonNullable<PageError['status']>;
  readonly errorCode?: string;
  readonly message?: string;
}

/**
 * The journey that a page's request belongs to.
 * @throws UnexpectedEvent where it names none, or does not come from its page
 */
export function journeyOfPage(site: Site, context: Context): ActiveJourney {
  const id = readTransactionParameter(context.req.query('tx'));
  const journey = id === undefined ? undefined : site.journeys.find(id);
  if (!journey) throw new UnexpectedEvent('This journey is not there any more.');
  const sent = context.req.header('x-csrf-token') ?? context.req.query('csrf_token') ?? '';
  if (!isSame(sent, journey.csrf))
    throw new UnexpectedEvent('The request does not come from the page.');
  return journey;
}

/** Takes what a page posts to `SelfAsserted`, and says what its script must do. */
export async function takeSelfAsserted(site: Site, context: Context): Promise<PageReply> {
  const journey = journeyOfPage(site, context);
  const form = await readForm(context);
  return act(site, journey, eventOfForm(form));
}

/** Takes an action of a display control. */
export async function takeControlAction(site: Site, context: Context): Promise<PageReply> {
  const journey = journeyOfPage(site, context);
  const { request_type: _, ...claims } = await readForm(context);
  const displayControlId = context.req.param('control') ?? '';
  const actionId = context.req.param('action') ?? '';
  return act(site, journey, { kind: 'controlAction', displayControlId, actionId, claims });
}

/** Takes what the phone factor page posts; its statuses are its own. */
export async function takePhoneFactor(site: Site, context: Context): Promise<PageReply> {
  const journey = journeyOfPage(site, context);
  const form = await readForm(context);
  return act(site, journey, phoneEvent(form));
}

async function act(site: Site, journey: ActiveJourney, event: UserEvent): Promise<PageReply> {
  const { stop } = await site.journeys.act(journey.transaction.id, event);
  if (stop.kind === 'failed') {
    const { aadb2cCode, message } = stop.fault;
    return { status: '400', message, ...(aadb2cCode ? { errorCode: aadb2cCode } : {}) };
  }
  return stop.kind === 'page' ? replyOf(stop.page, event) : { status: '200' };
}

/** A control's own error is that of its action, any other that of the page. */
function replyOf(page: Page, event: UserEvent): PageReply {
  const control =
    event.kind === 'controlAction' && 'displayControls' in page
      ? page.displayControls.find(({ id }) => sameId(id, event.displayControlId))
      : undefined;
  const error = control ? control.error : page.error;
  if (!error) return { status: '200' };
  const { code, message, status = '400' } = error;
  return { status, message, ...(code === undefined ? {} : { errorCode: code }) };
}

function sameId(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

type Form = Readonly<Record<string, string | readonly string[]>>;

async function readForm(context: Context): Promise<Form> {
  const body = await context.req.parseBody({ all: true });
  const entries = Object.entries(body).map(([name, value]) => {
    const values = [value].flat().map((each) => (typeof each === 'string' ? each : ''));
    return [name, values.length === 1 ? (values[0] ?? '') : values] as const;
  });
  return Object.fromEntries(entries);
}

function text(form: Form, name: string): string {
  return [form[name] ?? ''].flat()[0] ?? '';
}

function eventOfForm(form: Form): UserEvent {
  const claim = { claimTypeReferenceId: text(form, 'claim_id'), value: text(form, 'claim_value') };
  switch (text(form, 'request_type')) {
    case 'VERIFICATION_REQUEST':
      return { kind: 'sendEmailCode', ...claim };
    case 'VALIDATION_REQUEST':
      return { kind: 'verifyEmailCode', ...claim, code: text(form, 'user_input') };
    default: {
      const { request_type: _, ...claims } = form;
      return { kind: 'submit', claims: claims as SubmittedClaims };
    }
  }
}

function phoneEvent(form: Form): UserEvent {
  if (text(form, 'request_type') === 'VALIDATION_REQUEST') {
    return { kind: 'verifyPhoneCode', code: text(form, 'verification_code') };
  }
  const method = text(form, 'auth_type') === 'dialphone' ? 'call' : 'sms';
  const id = text(form, 'id');
  if (id !== '' && id !== 'UserAsserted') return { kind: 'sendPhoneCode', method, id };
  return { kind: 'sendPhoneCode', method, number: text(form, 'number') };
}
