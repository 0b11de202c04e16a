// Sends what the form says of a person to the emulator's API: an emptied field is cleared.
const form = document.getElementById('person');
const said = document.getElementById('said');
const address = `/_emulator/api/people/${encodeURIComponent(form.dataset.id)}`;
const field = (id) => document.getElementById(id);

const readers = {
  text: (value) => value,
  number: (value) => (Number.isFinite(Number(value)) ? Number(value) : value),
  boolean: (value) => value === 'true',
  list: (value) => value.split(/\r?\n/).filter((line) => line !== ''),
};

/** What stands as it was is not sent. */
function attributes() {
  const changed = [...form.querySelectorAll('[data-attribute]')].filter(isChanged);
  const entries = changed.map(({ dataset: { attribute, kind }, value }) => [
    attribute,
    value === '' ? null : readers[kind](value),
  ]);
  const name = field('newName').value.trim();
  if (name !== '') entries.push([name, field('newValue').value || null]);
  return Object.fromEntries(entries);
}

function isChanged(control) {
  if (control.options) return ![...control.options].find(isDefault)?.selected;
  return control.value !== control.defaultValue;
}

function isDefault({ defaultSelected }) {
  return defaultSelected;
}

function identities() {
  return [...form.querySelectorAll('[data-identity]')].flatMap((row) => {
    const [issuer, issuerUserId] = [...row.querySelectorAll('input')].map(({ value }) => value);
    return issuer === '' && issuerUserId === '' ? [] : [{ issuer, issuerUserId }];
  });
}

function changes() {
  const members = [...form.querySelectorAll('[data-member]')].filter(isChanged);
  const password = field('password').value;
  const mustChangePassword = field('mustChangePassword').checked;
  return {
    ...Object.fromEntries(members.map(({ dataset, value }) => [dataset.member, value || null])),
    ...(password === '' ? {} : { password, mustChangePassword }),
    accountEnabled: field('accountEnabled').checked,
    identities: identities(),
    attributes: attributes(),
  };
}

async function send(method, body) {
  said.textContent = ''; // "Saved." of the time before
  said.className = '';
  const headers = { 'content-type': 'application/json' };
  const init = { method, headers, ...(body ? { body } : {}) };
  const response = await fetch(address, init).catch(() => undefined);
  if (response?.ok) return true;
  const answer = await response?.json();
  said.textContent = answer ? answer.error.message : 'The emulator does not answer.';
  said.className = 'fault';
  return false;
}

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  if (await send('PATCH', JSON.stringify(changes()))) location.replace('?saved');
});

field('remove').addEventListener('click', async () => {
  if (await send('DELETE')) location.assign('/_emulator/people');
});

if (location.search === '?saved') {
  said.textContent = 'Saved.';
  history.replaceState(null, '', location.pathname);
}
