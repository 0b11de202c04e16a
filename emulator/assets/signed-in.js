// Beside a trace the page stands in a frame, below a bar of the same kind.
if (window.top !== window) document.body.classList.add('framed');

// What the workbench's own application shows: the claims of the ID token, or the error.
(() => {
  const parameters = new URLSearchParams(location.hash.slice(1) || location.search);
  const claims = document.getElementById('claims');
  const error = parameters.get('error');
  if (error) {
    document.getElementById('outcome').textContent = `The application got an error: ${error}`;
    claims.textContent = parameters.get('error_description') || '';
    return;
  }
  const [, payload = ''] = (parameters.get('id_token') || '').split('.');
  if (payload === '') {
    document.getElementById('outcome').textContent = 'Nobody has signed in here';
    claims.textContent = 'A journey that the workbench runs ends on this page, with its token.';
    return;
  }
  const bytes = Uint8Array.from(atob(payload.replaceAll('-', '+').replaceAll('_', '/')), (c) =>
    c.charCodeAt(0),
  );
  claims.textContent = JSON.stringify(JSON.parse(new TextDecoder().decode(bytes)), null, 2);
})();
