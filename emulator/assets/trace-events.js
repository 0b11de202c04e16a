/** The claims after an event: value, and the event that set it, by id. */
export function claimsAfter(events, number) {
  let claims = new Map();
  for (const event of events) {
    if (event.number > number) break;
    if (event.backTo !== undefined) claims = claimsAfter(events, event.backTo);
    if (event.isScoped && event.number !== number) continue;
    for (const change of event.changes) {
      claims.set(change.claimTypeReferenceId, { value: change.after, from: event });
    }
  }
  return claims;
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
