/** The claims after an event: value, and the event that set it, by id. */
export function claimsAfter(events, number) {
  const claims = journeyClaims(events, number);
  for (const event of pageScope(events, number)) set(claims, event);
  return claims;
}

/** Where the journey has gone back, its claims are those of then. */
function journeyClaims(events, number) {
  const returned = events.slice(0, number).findLast(({ backTo }) => backTo !== undefined);
  const claims = returned ? journeyClaims(events, returned.backTo) : new Map();
  for (const event of events.slice(returned ? returned.number - 1 : 0, number)) {
    if (!event.isScoped) set(claims, event);
  }
  return claims;
}

function set(claims, event) {
  for (const { claimTypeReferenceId, after } of event.changes) {
    claims.set(claimTypeReferenceId, { value: after, from: event });
  }
}

/**
 * What was typed on a page, and what validation technical profiles and display controls have added: only
 * they see it, until the page is confirmed.
 */
function pageScope(events, number) {
  const selected = events[number - 1];
  const page = selected.calledBy ?? selected.technicalProfileId;
  const isOfPage = (event) => (event.calledBy ?? event.technicalProfileId) === page;
  const from = events.slice(0, number).findLastIndex((event) => {
    return (
      isOfPage(event) &&
      (event.kind === 'submission' || (event.phase === 'OutputClaims' && !event.calledBy))
    );
  });
  if (from >= 0 && events[from].kind !== 'submission') return selected.isScoped ? [selected] : [];
  const begins = from >= 0 ? from : number - 1;
  return events.slice(begins, number).filter((event) => event.isScoped && isOfPage(event));
}

/** A value as one line of text. */
export function show(value) {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The request of a call as a command line; what is masked stays masked. */
export function curlOf({ method, url, headers, body }) {
  const quote = (text) => `'${text.replaceAll("'", "'\\''")}'`;
  const words = [`curl -sS -X ${method} ${quote(url)}`];
  for (const [name, value] of headers) words.push(`-H ${quote(`${name}: ${value}`)}`);
  if (body !== undefined) words.push(`--data-raw ${quote(body)}`);
  return words.join(' \\\n  ');
}
