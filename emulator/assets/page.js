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
    const response = await fetch(`${base}/${path}?${query({})}`, {
      method: 'POST',
      headers: { 'X-CSRF-TOKEN': SETTINGS.csrf, 'X-Requested-With': 'XMLHttpRequest' },
      body: new URLSearchParams(values),
    });
    return response.json();
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
    for (const field of fields) {
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
    try {
      const values = [['request_type', 'RESPONSE'], ...collect(fields)];
      const reply = await post('SelfAsserted', values);
      if (reply.status === '200' || hasEnded(reply)) {
        const rememberMe = byId('rememberMe');
        go('confirmed', rememberMe ? { rememberMe: String(rememberMe.checked) } : {});
        return;
      }
      showServerError(reply.message);
    } catch {
      showServerError('The emulator does not answer.');
    }
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

  const toggle = (id, isShown) => {
    if (byId(id)) byId(id).hidden = !isShown;
  };

  /** The page's own check of a mail address. */
  for (const area of document.querySelectorAll('[data-verify]')) {
    const id = area.dataset.verify;
    const input = byId(id);
    const setState = (state) => {
      area.querySelector('.verifyCode').hidden = state !== 'codeSent';
      toggle(`${id}_ver_but_send`, state === 'required');
      toggle(`${id}_ver_but_verify`, state === 'codeSent');
      toggle(`${id}_ver_but_resend`, state === 'codeSent');
      toggle(`${id}_ver_but_edit`, state === 'verified');
      input.readOnly = state === 'verified';
      show(
        byId(`${id}_info`),
        state === 'codeSent' ? text('ver_info_msg', 'The code was sent.') : '',
      );
      show(byId(`${id}_success`), state === 'verified' ? text('ver_success_msg', 'Verified.') : '');
      show(byId(`${id}_fail`), '');
    };
    const send = async () => {
      const values = {
        request_type: 'VERIFICATION_REQUEST',
        claim_id: id,
        claim_value: input.value,
      };
      const reply = await post('SelfAsserted', values);
      if (reply.status === '200') setState('codeSent');
      else show(byId(`${id}_fail`), reply.message);
    };
    const verify = async () => {
      const reply = await post('SelfAsserted', {
        request_type: 'VALIDATION_REQUEST',
        claim_id: id,
        claim_value: input.value,
        user_input: byId(`${id}_ver_input`).value,
      });
      if (reply.status === '200') setState('verified');
      else show(byId(`${id}_fail`), reply.message);
    };
    byId(`${id}_ver_but_send`)?.addEventListener('click', send);
    byId(`${id}_ver_but_resend`)?.addEventListener('click', send);
    byId(`${id}_ver_but_verify`)?.addEventListener('click', verify);
    byId(`${id}_ver_but_edit`)?.addEventListener('click', () => setState('required'));
    if (area.dataset.state === 'verified') setState('verified');
  }

  /** Display controls. */
  for (const area of document.querySelectorAll('.verificationControlContent')) {
    const control = area.id;
    const inputs = () =>
      [...area.querySelectorAll('input, select')].map(({ name, id }) => fieldOf(name || id));
    const fields = () => [...new Set(inputs().filter(Boolean))];
    const codes = area.querySelectorAll('.VerificationCode');
    const setState = (state) => {
      for (const item of codes) item.hidden = state !== 'codeSent';
      toggle(`${control}_but_send_code`, state === 'initial');
      toggle(`${control}_but_verify_code`, state === 'codeSent');
      toggle(`${control}_but_send_new_code`, state === 'codeSent');
      toggle(`${control}_but_change_claims`, state === 'verified');
      for (const element of area.querySelectorAll('input')) element.readOnly = state === 'verified';
      const sent = text('success_send_code_msg', 'The code was sent.');
      show(byId(`${control}_info_message`), state === 'codeSent' ? sent : '');
      const verified = text('success_verify_code_msg', 'Verified. You can now continue.');
      show(byId(`${control}_success_message`), state === 'verified' ? verified : '');
      show(byId(`${control}_error_message`), '');
    };
    const act = async (action, state) => {
      const path = `SelfAsserted/DisplayControlAction/vbeta/${control}/${action}`;
      const reply = await post(path, collect(fields()));
      if (reply.status === '200') setState(state);
      else show(byId(`${control}_error_message`), reply.message);
    };
    byId(`${control}_but_send_code`)?.addEventListener('click', () => act('SendCode', 'codeSent'));
    byId(`${control}_but_send_new_code`)?.addEventListener('click', () =>
      act('SendCode', 'codeSent'),
    );
    byId(`${control}_but_verify_code`)?.addEventListener('click', () =>
      act('VerifyCode', 'verified'),
    );
    byId(`${control}_but_change_claims`)?.addEventListener('click', () => setState('initial'));
  }

  /** The phone factor page. */
  const phone = async (values) => {
    const reply = await post('Phonefactor/verify', values);
    if (reply.status === '200') return true;
    if (hasEnded(reply)) go('confirmed');
    showServerError(reply.message);
    return false;
  };
  const sendPhoneCode = async (authType) => {
    const chosen = document.querySelector('input[name="phone"]:checked');
    const number = byId('number')?.value || '';
    const isSent = await phone({
      request_type: 'VERIFICATION_REQUEST',
      auth_type: authType,
      id: chosen && !number ? chosen.value : 'UserAsserted',
      number,
    });
    if (isSent && authType === 'dialphone') go('confirmed');
    else if (isSent) {
      toggle('codeVerification', true);
      byId('verificationCode').focus();
    }
  };
  onClick('#sendCode', () => sendPhoneCode('onewaysms'));
  onClick('#retryCode', () => sendPhoneCode('onewaysms'));
  onClick('#verifyPhone', () => sendPhoneCode('dialphone'));
  onClick('#verifyCode', async () => {
    const code = byId('verificationCode').value;
    const isRight = await phone({ request_type: 'VALIDATION_REQUEST', verification_code: code });
    if (isRight) go('confirmed');
  });
})();
