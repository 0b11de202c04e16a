// The phone factor page.
(() => {
  const { byId, go, hasEnded, onClick, post, showServerError, toggle } = window.countersignPage;

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
