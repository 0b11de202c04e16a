// The page was served before lint was done: says what it found once it is.
const link = document.querySelector('countersign-emulator a');
const mostAsked = 120;

for (let asked = 0; link && asked < mostAsked; asked += 1) {
  await new Promise((resolve) => setTimeout(resolve, 500));
  const answer = await fetch(new URL('findings.json', import.meta.url)).catch(() => undefined);
  if (!answer?.ok) continue;
  const { words, isChecking } = await answer.json();
  if (isChecking) continue;
  link.textContent = words;
  link.hidden = words === '';
  break;
}
