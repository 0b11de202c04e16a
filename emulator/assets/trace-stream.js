/**
 * Follows a journey for as long as its page is seen: a hidden one would hold one of the few connections
 * that a browser has to a server. A lost connection comes back by itself, and goes on where it was.
 * @param wanted `{ journey }` or `{ run }`
 * @param hears `journey(data)`, `log()`, `gone()`, and of the connection `found()` and `lost()`
 * @param last what the page has already: a journey's id and how many of its events
 */
export function follow(wanted, hears, last) {
  let source;
  let has = last;
  const open = () => {
    const query = new URLSearchParams(wanted);
    if (has !== undefined) query.set('last', has);
    source = new EventSource(`/_emulator/workbench/stream?${query}`);
    source.addEventListener('journey', ({ data, lastEventId }) => {
      has = lastEventId;
      hears.journey(JSON.parse(data));
    });
    source.addEventListener('log', () => hears.log());
    source.addEventListener('gone', () => {
      end();
      hears.gone();
    });
    source.addEventListener('open', () => hears.found());
    source.addEventListener('error', () => hears.lost());
  };
  const close = () => {
    source?.close();
    source = undefined;
  };
  const followWhileSeen = () => {
    if (document.hidden) close();
    else if (!source) open();
  };
  const end = () => {
    document.removeEventListener('visibilitychange', followWhileSeen);
    close();
  };
  document.addEventListener('visibilitychange', followWhileSeen);
  followWhileSeen();
}
