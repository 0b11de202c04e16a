/** An application that is registered in the tenant. */
export interface Application {
  readonly redirectUris: readonly string[];
  /** Those of a single-page application: they need PKCE, and no secret may be sent from there. */
  readonly singlePageRedirectUris?: readonly string[];
  /** Of a confidential application, each of them good; absent: none is asked for. */
  readonly secrets?: readonly string[];
  /** Tokens right from the authorize endpoint; default: true. */
  readonly allowsImplicit?: boolean;
  /** Default: true. */
  readonly isEnabled?: boolean;
  /** Is told in a hidden frame when the user signs out. */
  readonly frontChannelLogoutUri?: string;
}

/** Which applications may sign users in. */
export interface Applications {
  /** Undefined: there is none of that id. */
  find(clientId: string): Application | undefined;
  /** Whether any redirect URI on this machine is taken, whatever is registered. */
  readonly takesLocalRedirects: boolean;
}

/** Any application of this machine, as tests and a first start have it. */
export const anyLocalApplication: Applications = {
  find: () => ({ redirectUris: [] }),
  takesLocalRedirects: true,
};

/** Whether the application may be answered there. */
export function isRedirectUri(
  uri: string,
  application: Application,
  { takesLocalRedirects }: Pick<Applications, 'takesLocalRedirects'>,
): boolean {
  const { redirectUris, singlePageRedirectUris = [] } = application;
  if ([...redirectUris, ...singlePageRedirectUris].includes(uri)) return true;
  return takesLocalRedirects && isLocal(uri);
}

/** This machine, or an installed application's own scheme. */
function isLocal(uri: string): boolean {
  if (!URL.canParse(uri)) return false;
  const { protocol, hostname } = new URL(uri);
  if (protocol !== 'http:' && protocol !== 'https:') return isApplicationScheme(protocol);
  return ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}

/** None that a browser would run or read itself. */
export function isApplicationScheme(protocol: string): boolean {
  return /^(?!javascript|data|vbscript|file|blob|about|http|https)[a-z][a-z0-9+.-]*:$/i.test(
    protocol,
  );
}
