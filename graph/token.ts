import { GraphTokenMissing } from './faults.ts';

/** The environment variable that a pipeline hands a token over in. */
const TOKEN_VARIABLE = 'COUNTERSIGN_GRAPH_TOKEN';

/** Where tokens come from. */
export interface TokenSource {
  /** A token; `isRenewal` says that Graph has refused the last one. @throws GraphTokenMissing */
  get(isRenewal: boolean): Promise<string>;
}

/** What decides which tokens these are. */
export interface TokenWish {
  readonly env: NodeJS.ProcessEnv;
  /** The domain or id of the tenant, for credentials that can choose. */
  readonly tenant: string;
  /** Of Graph: tokens are asked for `<origin>/.default`. */
  readonly origin: string;
}

/**
 * The token of COUNTERSIGN_GRAPH_TOKEN where there is one, else those of DefaultAzureCredential, which
 * tries, among others, a service principal of AZURE_CLIENT_ID and the like, a workload's federation, and `az login`.
 */
export function tokenSource(wish: TokenWish): TokenSource {
  const given = wish.env[TOKEN_VARIABLE]?.trim();
  return given ? givenToken(given) : credentialTokens(wish);
}

function givenToken(token: string): TokenSource {
  return {
    async get(isRenewal) {
      if (!isRenewal) return token;
      throw new GraphTokenMissing(
        `Microsoft Graph does not accept the token of ${TOKEN_VARIABLE}: it may have expired, or be for something else.`,
      );
    },
  };
}

/** A credential remembers its tokens, so a new one is asked by a new credential. */
function credentialTokens({ tenant, origin }: TokenWish): TokenSource {
  let token: Promise<string> | undefined;
  const ask = async () => {
    const { DefaultAzureCredential } = await loadIdentity();
    const credential = new DefaultAzureCredential({ tenantId: tenant });
    return (await credential.getToken(`${origin}/.default`)).token;
  };
  return {
    async get(isRenewal) {
      if (isRenewal) token = undefined;
      token ??= ask();
      try {
        return await token;
      } catch (cause) {
        throw new GraphTokenMissing(sentenceOf(cause), { cause });
      }
    },
  };
}

async function loadIdentity() {
  try {
    return await import('@azure/identity');
  } catch (cause) {
    const message = `Signing in needs the package "@azure/identity": npm i -D @azure/identity, or set ${TOKEN_VARIABLE}.`;
    throw new GraphTokenMissing(message, { cause });
  }
}

function sentenceOf(cause: unknown): string {
  if (cause instanceof GraphTokenMissing) return cause.message;
  return `No credential gives a token for Microsoft Graph: run "az login", set AZURE_CLIENT_ID and the like, or ${TOKEN_VARIABLE}. ${credentialReasons(cause)}`;
}

/** What `@azure/identity` says in many lines of what each credential lacks: its beginning, in one. */
export function credentialReasons(cause: unknown): string {
  const text = cause instanceof Error ? cause.message : String(cause);
  return text
    .replaceAll(/\s*\n\s*/g, ' ')
    .trim()
    .slice(0, 600);
}
