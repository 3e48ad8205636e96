/** What a way to a server is told. */

/** How a server is reached. */
export interface ConnectionOptions {
  /**
   * `http://host:port` or `https://host:port`, with or without user and password. It goes before the environment. Default: what
   * the environment says.
   */
  proxy?: string | undefined;
  /** User and password of the proxy, where its address holds none. Default: none. */
  proxyCredentials?:
    | {
        /** Name of the user, as it is: nothing of it is percent-encoded. */
        user: string;
        /** The user's password, likewise. */
        password: string;
      }
    | undefined;
  /** Certificates of authorities, as PEM or DER, that are trusted beside those that Node trusts. Default: none. */
  ca?: string | Uint8Array | undefined;
  /** A client certificate with its chain, as PEM. Needs `key`. Default: none. */
  cert?: string | Uint8Array | undefined;
  /** The private key of `cert`, as PEM. Default: none. */
  key?: string | Uint8Array | undefined;
  /** What `key` is encrypted with. Default: nothing, it is not encrypted. */
  keyPassword?: string | undefined;
  /** Takes any certificate: whoever stands on the way can read and change everything. Default: false. */
  insecure?: boolean | undefined;
  /**
   * Where `HTTP_PROXY`, `HTTPS_PROXY`, `NO_PROXY` (in lower case, too) and `NODE_EXTRA_CA_CERTS` are looked up. Default:
   * the environment of the process.
   */
  env?: Readonly<Record<string, string | undefined>> | undefined;
}

/** An option that cannot be used. It repeats no secret: an address may hold a password. */
export class ConnectionOptionsError extends Error {
  /** The option, or the variable of the environment. */
  readonly option: string;
  /** What it should be. */
  readonly expected: string;

  /** The message is made of `option` and `fault`, and so neither may hold the value. */
  constructor(option: string, fault: string, expected: string, cause?: unknown) {
    super(`${option} ${fault}`, cause === undefined ? undefined : { cause });
    this.name = "ConnectionOptionsError";
    this.option = option;
    this.expected = expected;
  }
}
