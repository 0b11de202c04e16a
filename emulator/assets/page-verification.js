// Codes on a page: the check of a mail address, and display controls.
(() => {
  const { byId, collect, fieldOf, onEnter, post, show, text, toggle } = window.countersignPage;

  /** What was verified is seen and not changed. */
  const lock = (area, isLocked) => {
    for (const element of area.querySelectorAll('input')) element.readOnly = isLocked;
    for (const element of area.querySelectorAll('select')) element.disabled = isLocked;
  };

  /** The page's own check of a mail address. */
  const checkAddress = (area) => {
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
    /** The button that was pressed is gone now: the focus goes where the user goes on. */
    const enterState = (state) => {
      setState(state);
      const code = byId(`${id}_ver_input`);
      code.value = '';
      const next = { required: input, codeSent: code, verified: byId(`${id}_ver_but_edit`) };
      next[state].focus();
    };
    const send = async () => {
      const values = {
        request_type: 'VERIFICATION_REQUEST',
        claim_id: id,
        claim_value: input.value,
      };
      const reply = await post('SelfAsserted', values);
      if (reply.status === '200') enterState('codeSent');
      else show(byId(`${id}_fail`), reply.message);
    };
    const verify = async () => {
      const reply = await post('SelfAsserted', {
        request_type: 'VALIDATION_REQUEST',
        claim_id: id,
        claim_value: input.value,
        user_input: byId(`${id}_ver_input`).value,
      });
      if (reply.status === '200') enterState('verified');
      else show(byId(`${id}_fail`), reply.message);
    };
    byId(`${id}_ver_but_send`)?.addEventListener('click', send);
    byId(`${id}_ver_but_resend`)?.addEventListener('click', send);
    byId(`${id}_ver_but_verify`)?.addEventListener('click', verify);
    byId(`${id}_ver_but_edit`)?.addEventListener('click', () => enterState('required'));
    const idOf = (name) => `#${CSS.escape(`${id}_ver_${name}`)}`;
    onEnter(`#${CSS.escape(id)}`, idOf('but_send'));
    onEnter(idOf('input'), idOf('but_verify'));
    if (area.dataset.state === 'verified') setState('verified');
  };

  /** A display control. */
  const runControl = (area) => {
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
      lock(area, state === 'verified');
      const { intro, sent, verified } = area.dataset;
      const info = { initial: intro, codeSent: sent };
      show(byId(`${control}_info_message`), info[state] || '');
      show(byId(`${control}_success_message`), state === 'verified' ? verified : '');
      show(byId(`${control}_error_message`), '');
    };
    const enterState = (state) => {
      setState(state);
      const code = area.querySelector('.VerificationCode input');
      if (code) code.value = '';
      const first = area.querySelector('input, select');
      const next = {
        initial: first,
        codeSent: code,
        verified: byId(`${control}_but_change_claims`),
      };
      next[state]?.focus();
    };
    const act = async (action, state) => {
      const path = `SelfAsserted/DisplayControlAction/vbeta/${control}/${action}`;
      const reply = await post(path, collect(fields()));
      if (reply.status === '200') enterState(state);
      else show(byId(`${control}_error_message`), reply.message);
    };
    byId(`${control}_but_send_code`)?.addEventListener('click', () => act('SendCode', 'codeSent'));
    byId(`${control}_but_send_new_code`)?.addEventListener('click', () =>
      act('SendCode', 'codeSent'),
    );
    byId(`${control}_but_verify_code`)?.addEventListener('click', () =>
      act('VerifyCode', 'verified'),
    );
    byId(`${control}_but_change_claims`)?.addEventListener('click', () => enterState('initial'));
    const inArea = (selector) => `#${CSS.escape(control)} ${selector}`;
    onEnter(inArea('.VerificationCode input'), inArea('.verifyCode'));
    onEnter(inArea('li:not(.VerificationCode) > .attrEntry > input'), inArea('.sendCode'));
    if (area.dataset.controlState === 'verified') setState('verified');
  };

  document.querySelectorAll('[data-verify]').forEach(checkAddress);
  document.querySelectorAll('.verificationControlContent').forEach(runControl);
})();
