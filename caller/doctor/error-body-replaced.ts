import type { ContractCheck } from '../contract-check.ts';
import type { Answer } from '../send.ts';

/** Something between us and the functions put a page in the place of a refusal. */
export const errorBodyReplaced: ContractCheck = {
  id: 'error-body-replaced',
  severity: 'error',
  what: 'A refusal arrives as a web page.',
  why: 'A firewall or gateway that swaps the body of a 409 takes the sentence away that the user should read: B2C shows a generic one (AADB2C90261).',
  fix: 'Let 4xx of this backend pass unchanged: turn off custom error pages and error handling for these routes.',
  fact: 'rest-contract 3.5, 4.1 and 10 (3)',
  check({ call, answer }, report) {
    if (answer === undefined || answer.status < 400 || !isPage(answer)) return;
    const by = signatureOf(answer);
    const credentials = call.intent === 'wrong-credentials' ? 'a wrong caller' : 'a right caller';
    report(`The ${answer.status} to ${credentials} is a page, not JSON${by}.`);
  },
};

function isPage({ headers, body }: Answer): boolean {
  const type = headers?.['content-type'] ?? '';
  return /^(text\/html|application\/xhtml)/i.test(type) || /^\s*<(!doctype|html)/i.test(body);
}

/** Headers by which what stands in between shows itself. */
const signatures = [
  ['x-azure-ref', 'Azure Front Door'],
  ['x-azure-fdid', 'Azure Front Door'],
  ['cf-ray', 'Cloudflare'],
  ['x-amz-cf-id', 'CloudFront'],
  ['x-iinfo', 'Imperva'],
  ['x-ms-middleware-request-id', 'Easy Auth'],
] as const;

function signatureOf({ headers = {} }: Answer): string {
  const known = signatures.find(([header]) => headers[header] !== undefined);
  if (known) return `, by ${known[1]} ("${known[0]}")`;
  const words = ['server', 'via'].flatMap((header) => {
    const value = headers[header];
    return typeof value === 'string' ? `${header}: ${value.slice(0, 60)}` : [];
  });
  return words.length === 0 ? '' : `, by something that says "${words.join('; ')}"`;
}
