/*
 * Whether a text of a policy is a secret. Values are judged here and shown nowhere.
 */

const secretName =
  /^(client[-_]?secret|(x[-_])?api[-_]?key|x-functions-key|ocp-apim-subscription-key|authorization|bearer[-_]?(authentication)?[-_]?token|basicauthenticationpassword|pass(word|wd)|pwd)$/i;

const secretParameter =
  /^(code|sig|key|token|secret|password|pwd|(x[-_])?functions[-_]?key|subscription[-_]key|(x[-_])?api[-_]?key|access[-_]token|client[-_]secret)$/i;

const secretValue =
  /^Bearer\s+[\w.~+/-]{16,}=*$|^Basic\s+[A-Za-z0-9+/]{12,}=*$|^eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]*$|^SG\.[\w-]{16,}\.[\w-]{16,}$|\bAccountKey=[A-Za-z0-9+/]{16,}|^sk_live_\w{16,}$/;

/** A name under which secrets travel: `client_secret`, `x-functions-key`, `password`. */
export function isSecretName(name: string): boolean {
  return secretName.test(name.trim());
}

/** A text that is a token or a key by its form, whatever its name. */
export function isSecretValue(value: string): boolean {
  return secretValue.test(value.trim());
}

/** Something that is to be replaced (`{Settings:Key}`, `<your key>`, `__KEY__`), or says nothing. */
export function isPlaceholder(value: string): boolean {
  const text = value.trim();
  return (
    text.length < 6 || /[{}<>[\]#]|__|\.\.\.|x{4}|\*{3}|your|replace|enter|placeholder/i.test(text)
  );
}

/** The query parameter of a URL that holds a secret, or `user name` for one before its host. */
export function secretPartOf(text: string): string | undefined {
  const url = /^https?:/i.test(text.trim()) ? URL.parse(text.trim()) : null;
  if (!url) return undefined;
  if (url.password !== '') return 'user name';
  for (const [name, value] of url.searchParams) {
    if (secretParameter.test(name) && !isPlaceholder(value)) return name;
  }
  return undefined;
}
