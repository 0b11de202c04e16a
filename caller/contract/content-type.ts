import { isSuccess } from '../contract-call.ts';
import type { ContractCheck } from '../contract-check.ts';

/** A success in JSON that is not called so. */
export const contentType: ContractCheck = {
  id: 'content-type',
  severity: 'warning',
  what: 'The content type is not application/json.',
  why: 'It is the documented one; whether B2C reads another is not known.',
  fix: 'Send "Content-Type: application/json".',
  fact: 'rest-contract 3.1',
  check(exchange, report) {
    const { answer } = exchange;
    if (!isSuccess(exchange) || answer?.body.trim() === '') return;
    const [type = ''] = (answer?.headers?.['content-type'] ?? '').split(';');
    if (/^application\/([\w.+-]+\+)?json$/i.test(type.trim())) return;
    report(type === '' ? 'There is no Content-Type.' : `The Content-Type is "${type}".`);
  },
};
