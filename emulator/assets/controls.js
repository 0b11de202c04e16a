// Sends what the controls say to the emulator's API, and says what it answered.
const said = document.getElementById('said');

async function call(text, body) {
  const [method, path] = text.split(' ');
  const init = body === undefined ? {} : { body: JSON.stringify(body) };
  const response = await fetch(`/_emulator/api${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...init,
  }).catch(() => undefined);
  if (!response) {
    said.textContent = 'The emulator does not answer.';
    return;
  }
  const answer = response.status === 204 ? {} : await response.json();
  said.textContent = response.ok ? 'Done.' : answer.error.message;
  if (answer.folder) said.textContent = `Written to ${answer.folder}.`;
  else if (response.ok) location.reload();
}

/** Numbers as numbers, JSON as what it says; what is left empty is left out. */
function valuesOf(form) {
  const fields = [...form.elements].filter(({ name, value }) => name && value !== '');
  return Object.fromEntries(fields.map((field) => [field.name, readField(field)]));
}

function readField(field) {
  if (field.type === 'number') return Number(field.value);
  if (field.dataset.json === undefined) return field.value;
  try {
    return JSON.parse(field.value);
  } catch {
    throw new Error(`"${field.name}" is no JSON.`);
  }
}

for (const form of document.querySelectorAll('form[data-call]')) {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    try {
      void call(form.dataset.call, valuesOf(form));
    } catch (fault) {
      said.textContent = fault.message;
    }
  });
  for (const button of form.querySelectorAll('[data-send]')) {
    button.addEventListener(
      'click',
      () => void call(form.dataset.call, JSON.parse(button.dataset.send)),
    );
  }
}
for (const button of document.querySelectorAll('button[data-call]')) {
  button.addEventListener('click', () => void call(button.dataset.call));
}
