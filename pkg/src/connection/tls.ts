/** TLS with a server: whom it trusts, and as whom it comes. */

import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import * as tls from "node:tls";
import { type ConnectionOptions, ConnectionOptionsError } from "./options.js";

type Environment = NonNullable<ConnectionOptions["env"]>;

/** What is handed to TLS connections. */
export interface TlsOptions {
  /** For servers and proxies alike. */
  trust: { secureContext?: tls.SecureContext; rejectUnauthorized?: boolean };
  /** For servers only. */
  identity: { secureContext?: tls.SecureContext };
}

/** Reads certificates and keys once, and so finds their faults before anything is asked. */
export function tlsOptions(options: ConnectionOptions, env: Environment): TlsOptions {
  const { insecure = false, cert, key } = options;
  const ca = options.ca === undefined ? undefined : [...trustedByNode(env), authority(options.ca)];
  if ((cert === undefined) !== (key === undefined)) throw missing(cert === undefined ? "cert" : "key");
  const identity = cert === undefined ? {} : { secureContext: identityContext(options, ca) };
  return {
    trust: {
      ...(ca === undefined ? {} : { secureContext: tls.createSecureContext({ ca }) }),
      ...(insecure ? { rejectUnauthorized: false } : {}),
    },
    identity,
  };
}

/** Newer than the oldest Node that is served. */
const { getCACertificates } = tls as { getCACertificates?: (type: "default") => string[] };

/** An authority of one's own replaces Node's list: so that list is handed in as well. */
function trustedByNode({ NODE_EXTRA_CA_CERTS: file }: Environment): readonly string[] {
  if (getCACertificates !== undefined) return getCACertificates("default");
  return file ? [...tls.rootCertificates, extra(file)] : tls.rootCertificates;
}

function extra(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new ConnectionOptionsError("NODE_EXTRA_CA_CERTS", "cannot be read", "the name of a file", error);
  }
}

const CERTIFICATES = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/gu;

/** OpenSSL passes over in silence what is no certificate. */
function authority(given: string | Uint8Array): string {
  const bytes = Buffer.from(given);
  const blocks = bytes.toString("latin1").match(CERTIFICATES) ?? [bytes];
  try {
    return blocks.map((block) => new X509Certificate(block).toString()).join("\n");
  } catch (error) {
    throw new ConnectionOptionsError("ca", "holds no certificate", "a certificate as PEM or DER", error);
  }
}

function missing(option: "cert" | "key"): ConnectionOptionsError {
  const other = option === "cert" ? "key" : "cert";
  return new ConnectionOptionsError(option, "is missing", `${option} and ${other} go together`);
}

function identityContext(
  { cert, key, keyPassword }: ConnectionOptions,
  ca: string[] | undefined,
): tls.SecureContext {
  const passphrase = keyPassword === undefined ? {} : { passphrase: keyPassword };
  const authorities = ca === undefined ? {} : { ca };
  try {
    return tls.createSecureContext({
      cert: bufferOf(cert),
      key: bufferOf(key),
      ...passphrase,
      ...authorities,
    });
  } catch (error) {
    const fault = "cannot be used, or does not fit its key";
    throw new ConnectionOptionsError(
      "cert",
      fault,
      "certificate and key as PEM, and the password of the key",
      error,
    );
  }
}

function bufferOf(given: string | Uint8Array | undefined): Buffer {
  return Buffer.from(given ?? "");
}
