// The script of the emulator's pages. It talks to the emulator as B2C's own page script talks to B2C
// (facts engine 4.4): values are read from the form when something is sent, so scripts of customers may
// set them before.
(() => {
  const { SETTINGS, CONTENT = {}, SA_FIELDS } = window;
  const base = SETTINGS.hosts.tenant;
  const byId = (id) => document.getElementById(id);
  const text = (id, fallback) => CONTENT[id] || fallback;

  const query = (more) =>
    new URLSearchParams({ tx: SETTINGS.transId, p: SETTINGS.hosts.policy, ...more }).toString();

  const go = (link, more = {}) => {
    location.assign(
      `${base}/api/${SETTINGS.api}/${link}?${query({ csrf_token: SETTINGS.csrf, ...more })}`,
    );
  };

  const post = async (path, values) => {
    try {
      const response = await fetch(`${base}/${path}?${query({})}`, {
        method: 'POST',
        headers: { 'X-CSRF-TOKEN': SETTINGS.csrf, 'X-Requested-With': 'XMLHttpRequest' },
        body: new URLSearchParams(values),
      });
      return await response.json();
    } catch {
      return { status: '503', message: 'The emulator does not answer.' };
    }
  };

  /** The journey has ended with an error: the application is told. */
  const hasEnded = (reply) =>
    reply.errorCode === 'AADB2C90157' || reply.errorCode === 'AADB2C90151';

  const show = (element, message) => {
    if (!element) return;
    const place = element.querySelector('p') || element;
    place.textContent = message || '';
    element.hidden = !message;
  };

  const setBusy = (isBusy) => {
    for (const element of document.querySelectorAll('.working')) element.hidden = !isBusy;
    for (const button of document.querySelectorAll('#continue, #next')) button.disabled = isBusy;
  };

  const fieldOf = (id) => (SA_FIELDS?.AttributeFields || []).find((field) => field.ID === id);

  /** A claim's value as it is in the form now. */
  const readField = (field) => {
    const id = field.ID;
    if (field.IS_DATE) {
      const parts = ['year', 'month', 'day'].map((part) => byId(`${id}_${part}`)?.value || '');
      return parts.every(Boolean) ? parts.join('-') : '';
    }
    if (field.IS_RADIO || field.IS_CHECK_MULTI) {
      const chosen = document.querySelectorAll(`input[name="${CSS.escape(id)}"]:checked`);
      return [...chosen].map((input) => input.value).join(',');
    }
    return byId(id)?.value ?? '';
  };

  const editable = () => {
    return (SA_FIELDS?.AttributeFields || []).filter(
      (field) => !field.IS_RDO && !field.IS_TEXT_IN_PARAGRAPH && byId(field.ID),
    );
  };

  const collect = (fields) => fields.map((field) => [field.ID, readField(field)]);

  const setFieldError = (id, message) => {
    show(byId(`${id}_error`), message);
    byId(id)?.classList.toggle('highlightError', Boolean(message));
    byId(id)?.setAttribute('aria-invalid', String(Boolean(message)));
  };

  const matches = (field, value) => {
    if (!field.PAT) return true;
    try {
      return new RegExp(field.PAT).test(value);
    } catch {
      return true; // the server reads expressions that browsers do not
    }
  };

  /** The code of a display control is asked for between its sending and its check. */
  const isAskedFor = (field) => !byId(field.ID).closest('.VerificationCode[hidden]');

  /** What is wrong with one field, before anything is sent. */
  const faultOf = (field) => {
    const value = readField(field);
    if (!value) {
      if (!field.IS_REQ) return undefined;
      return {
        page: 'requiredFieldMissing',
        message: text('required_field', 'This information is required.'),
      };
    }
    if (matches(field, value)) return undefined;
    return {
      page: 'fieldIncorrect',
      message: field.PAT_DESC || text('error_fieldIncorrect', 'Please check this.'),
    };
  };

  const pageErrors = ['requiredFieldMissing', 'fieldIncorrect', 'passwordEntryMismatch'];

  const clearErrors = () => {
    for (const id of [...pageErrors, 'claimVerificationServerError']) {
      if (byId(id)) byId(id).hidden = true;
    }
    for (const element of document.querySelectorAll('.error.itemLevel')) show(element, '');
    for (const element of document.querySelectorAll('.highlightError')) {
      element.classList.remove('highlightError');
      element.removeAttribute('aria-invalid');
    }
  };

  const showServerError = (message) => {
    const element =
      byId('claimVerificationServerError') || document.querySelector('.error.pageLevel');
    show(element, message);
    element?.scrollIntoView({ block: 'nearest' });
  };

  /** Whether the form may be sent; else its first bad field has the focus. */
  const check = (fields) => {
    clearErrors();
    let first;
    for (const field of fields.filter(isAskedFor)) {
      const fault = faultOf(field);
      if (!fault) continue;
      setFieldError(field.ID, fault.message);
      if (byId(fault.page)) byId(fault.page).hidden = false;
      first ??= byId(field.ID);
    }
    const [one, other] = [byId('newPassword'), byId('reenterPassword')];
    if (!first && one && other && one.value !== other.value) {
      byId('passwordEntryMismatch').hidden = false;
      first = other;
    }
    first?.focus();
    return !first;
  };

  const submit = async (event) => {
    event.preventDefault();
    const fields = editable();
    if (!check(fields)) return;
    setBusy(true);
    const values = [['request_type', 'RESPONSE'], ...collect(fields)];
    const reply = await post('SelfAsserted', values);
    if (reply.status === '200' || hasEnded(reply)) {
      const rememberMe = byId('rememberMe');
      go('confirmed', rememberMe ? { rememberMe: String(rememberMe.checked) } : {});
      return;
    }
    showServerError(reply.message);
    setBusy(false);
  };

  for (const form of document.querySelectorAll('#attributeVerification, #localAccountForm')) {
    form.addEventListener('submit', submit);
  }

  const onClick = (selector, act) => {
    for (const element of document.querySelectorAll(selector)) {
      element.addEventListener('click', (event) => {
        event.preventDefault();
        act(element);
      });
    }
  };

  onClick('#cancel', () => go('cancelled'));
  onClick('#createAccount', () => go('unified', { local: 'signup' }));
  onClick('#forgotPassword', () => go('forgotPassword'));
  onClick('.claims-provider-selection', ({ id }) => go('unified', { claimsexchange: id }));

  /** Enter in a field presses the button beside it, where that is shown; else it sends the form. */
  const onEnter = (field, button) => {
    for (const element of document.querySelectorAll(field)) {
      element.addEventListener('keydown', (event) => {
        const shown = [...document.querySelectorAll(button)].find(({ hidden }) => !hidden);
        if (event.key !== 'Enter' || !shown) return;
        event.preventDefault();
        shown.click();
      });
    }
  };

  const toggle = (id, isShown) => {
    if (byId(id)) byId(id).hidden = !isShown;
  };

  // What the scripts of other parts of a page stand on.
  window.countersignPage = {
    ...{ byId, collect, fieldOf, go, hasEnded, onClick, onEnter, post },
    ...{ setBusy, show, showServerError, text, toggle },
  };
})();
