// Keeps policies and findings on the page those of the files as they are.
const everyMs = 1500;
const areas = () => ['policies', 'findings'].map((id) => document.getElementById(id));

let shown = document.getElementById('findings').dataset.edition;

/** Waits for another time where the keyboard is in what would go, or the emulator does not answer. */
async function renew({ edition, words }) {
  if (areas().some((area) => area.contains(document.activeElement))) return;
  const answer = await fetch('/').catch(() => undefined);
  if (!answer?.ok) return;
  const next = new DOMParser().parseFromString(await answer.text(), 'text/html');
  for (const area of areas()) area.replaceWith(next.getElementById(area.id));
  document.getElementById('said').textContent = words || 'Findings'; // tells also who cannot see it
  shown = edition;
}

setInterval(async () => {
  if (document.hidden) return;
  const answer = await fetch('/_emulator/workbench/findings').catch(() => undefined);
  const known = answer?.ok ? await answer.json() : undefined;
  if (known && known.edition !== shown) await renew(known);
}, everyMs);
