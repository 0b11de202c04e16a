// The phone factor page.
(() => {
  const { byId, go, hasEnded, onClick, onEnter, post, setBusy, showServerError, text, toggle } =
    window.countersignPage;
  if (!byId('phonefactor_initial')) return;

  /** Says what is missing, where it is. */
  const complain = (id, stringId) => {
    showServerError(text(stringId, ''));
    byId(id).focus();
    return false;
  };

  // One request at a time: a code that is complete is sent at once, and may be confirmed besides.
  let isUnderWay = false;
  const phone = async (values) => {
    if (isUnderWay) return false;
    isUnderWay = true;
    showServerError('');
    setBusy(true);
    const reply = await post('Phonefactor/verify', values);
    isUnderWay = false;
    setBusy(false);
    if (reply.status === '200') return true;
    if (hasEnded(reply)) go('confirmed');
    showServerError(reply.message);
    return false;
  };

  /** Which number: one on record, or what is typed, with the country's code before it. */
  const chosenNumber = () => {
    const known = document.querySelector('input[name="phone"]:checked');
    const typed = byId('number')?.value.trim() || '';
    if (known && !typed) return { id: known.value, number: '' };
    const country = byId('countryCode')?.selectedOptions[0]?.dataset.callingCode;
    const isWhole = typed.startsWith('+') || !country;
    return { id: 'UserAsserted', number: isWhole ? typed : `+${country}${typed}` };
  };

  const isComplete = ({ id, number }) => {
    if (id !== 'UserAsserted' || number.startsWith('+')) return true;
    return number === ''
      ? complain('number', 'requiredField_number')
      : complain('countryCode', 'requiredField_countryCode');
  };

  const send = async (authType) => {
    const chosen = chosenNumber();
    if (!isComplete(chosen)) return;
    const values = { request_type: 'VERIFICATION_REQUEST', auth_type: authType, ...chosen };
    if (!(await phone(values))) return;
    if (authType === 'dialphone') {
      go('confirmed');
      return;
    }
    toggle('codeVerification', true);
    toggle('sendCode', false);
    byId('verificationCode').value = '';
    byId('verificationCode').focus();
  };

  const isCode = (code) => {
    try {
      return new RegExp(`^(?:${text('code_pattern', '\\d{6}')})$`).test(code);
    } catch {
      return true; // the server knows
    }
  };

  const verify = async () => {
    const input = byId('verificationCode');
    const code = input.value.trim();
    if (!code) {
      complain('verificationCode', 'requiredField_code');
      return;
    }
    if (!isCode(code)) {
      complain('verificationCode', 'invalid_code');
      return;
    }
    const isRight = await phone({ request_type: 'VALIDATION_REQUEST', verification_code: code });
    if (isUnderWay) return;
    if (isRight) {
      isUnderWay = true; // the page is left
      go('confirmed');
      return;
    }
    input.value = '';
    input.focus();
  };

  onClick('#sendCode', () => send('onewaysms'));
  onClick('#retryCode', () => send('onewaysms'));
  onClick('#verifyPhone', () => send('dialphone'));
  onClick('#verifyCode', verify);
  byId('verificationCode').addEventListener('input', ({ target }) => {
    if (target.value.length === target.maxLength && isCode(target.value))
      byId('verifyCode').click();
  });
  onEnter('#number', '#sendCode, #verifyPhone');
  onEnter('#verificationCode', '#verifyCode');
})();
