import { type AuthenticatedRequest, clientCertificateHeader } from './authenticate.ts';

/** What a command line says in place of a literal. */
export interface CurlOptions {
  /** The PEM file of the client certificate: shorter than its text, and right after a renewal. */
  readonly certificateFile?: string;
  /** A command that prints a bearer token: see `tokenCommand`. Runs at each call. */
  readonly bearerTokenCommand?: string;
}

/**
 * The request as a command line for a POSIX shell: one line, ready to paste, with nothing left to fill in.
 * It shows secrets: print it only on a development machine.
 * @throws where the body holds a NUL character, which no command line can carry
 */
export function curlCommand(request: AuthenticatedRequest, options: CurlOptions = {}): string {
  const { method, url, headers, body, clientCertificate } = request;
  if (body?.includes('\0')) throw new Error('A command line cannot hold a NUL character.');
  const hasBraces = /[[\]{}]/.test(url.href); // curl would take them for its own patterns
  const words = [
    hasBraces ? 'curl -sS -g' : 'curl -sS',
    `-X ${method}`,
    quote(url.href),
    ...headers.map((header) => `-H ${headerWord(header, options)}`),
    ...(clientCertificate ? [`--cert ${quote(certificateFile(options))}`] : []),
    ...(body === undefined ? [] : [`--data-raw ${quote(body)}`]),
  ];
  return words.join(' ');
}

/** Prints the `access_token` of a token endpoint's answer; needs nothing but curl and sed. */
export function tokenCommand(tokenRequest: AuthenticatedRequest): string {
  const pattern = String.raw`s/.*"access_token" *: *"\([^"]*\)".*/\1/p`;
  return `${curlCommand(tokenRequest)} | sed -n ${quote(pattern)}`;
}

/** Quotes a word for a POSIX shell. */
export function quote(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

function headerWord([name, value]: readonly [string, string], options: CurlOptions): string {
  const isBearer = name === 'authorization' && value.startsWith('Bearer ');
  if (isBearer && options.bearerTokenCommand) {
    return `"${name}: Bearer $(${options.bearerTokenCommand})"`;
  }
  if (name === clientCertificateHeader && options.certificateFile) {
    return `"${name}: $(${certificateCommand(options.certificateFile)})"`;
  }
  return quote(value === '' ? `${name};` : `${name}: ${value}`);
}

/** What stands between the armor of a certificate in PEM is the base64 of its DER. */
function certificateCommand(file: string): string {
  const lines = '/BEGIN CERTIFICATE/{f=1;next}/END CERTIFICATE/{f=0}f';
  return `awk ${quote(lines)} ${quote(file)} | tr -d ${quote(String.raw`\n`)}`;
}

function certificateFile({ certificateFile }: CurlOptions): string {
  if (certificateFile !== undefined) return certificateFile;
  throw new Error('curl reads a client certificate from a file: say which.');
}
