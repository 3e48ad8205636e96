/** A private certificate authority, made by openssl for one test run, with certificates good and bad. */

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A certificate and its key, as PEM files. */
export interface Identity {
  cert: string;
  key: string;
}

/** What a certificate says. */
interface Wish {
  /** A name of the holder. */
  name: string;
  /** Subject alternative names as openssl writes them. */
  names?: string;
  /** First and last day, as `YYYYMMDD`. */
  from?: string;
  until?: string;
}

/** An authority; its files are gone after `close`. */
export interface Authority {
  /** The folder of its files. */
  folder: string;
  /** Its certificate, as a PEM file. */
  ca: string;
  /** Makes a certificate. */
  issue(wish: Wish): Identity;
  close(): void;
}

const CONFIGURATION = `
[ca]
default_ca = authority
[authority]
new_certs_dir = .
database = index.txt
certificate = ca.pem
private_key = ca.key
rand_serial = yes
unique_subject = no
default_md = sha256
policy = any
[any]
commonName = supplied
`;

/** Makes an authority of a name. */
export function createAuthority(name = "A private authority"): Authority {
  const folder = mkdtempSync(join(tmpdir(), "octane-payload-ca-"));
  const openssl = (...args: string[]) => execFileSync("openssl", args, { cwd: folder, stdio: "pipe" });
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  writeFileSync(join(folder, "ca.cnf"), CONFIGURATION);
  writeFileSync(join(folder, "index.txt"), "");
  openssl(
    "req",
    "-x509",
    ...key,
    "-days",
    "30",
    "-subj",
    `/CN=${name}`,
    "-keyout",
    "ca.key",
    "-out",
    "ca.pem",
  );
  const issue = ({ name: holder, names, from = "20200101", until = "20491231" }: Wish): Identity => {
    const base = `${holder.replace(/\W/gu, "-")}-${from}-${until}`;
    const extensions = names === undefined ? "basicConstraints=CA:FALSE\n" : `subjectAltName=${names}\n`;
    writeFileSync(join(folder, `${base}.ext`), extensions);
    openssl("req", ...key, "-subj", `/CN=${holder}`, "-keyout", `${base}.key`, "-out", `${base}.csr`);
    const days = ["-startdate", `${from}000000Z`, "-enddate", `${until}000000Z`];
    const files = ["-in", `${base}.csr`, "-out", `${base}.pem`, "-extfile", `${base}.ext`];
    openssl("ca", "-batch", "-notext", "-config", "ca.cnf", ...days, ...files);
    return { cert: join(folder, `${base}.pem`), key: join(folder, `${base}.key`) };
  };
  const close = () => rmSync(folder, { recursive: true });
  return { folder, ca: join(folder, "ca.pem"), issue, close };
}

/** The contents of a certificate and its key, as servers of Node take them. */
export function loaded({ cert, key }: Identity): { cert: Buffer; key: Buffer } {
  return { cert: readFileSync(cert), key: readFileSync(key) };
}
