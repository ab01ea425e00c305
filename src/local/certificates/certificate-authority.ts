import { generateKeyPairSync, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { certificate } from "./certificate.ts";
import { extensions } from "./extensions.ts";

export interface CertificateAuthority {
  /** PEM of the authority that clients must trust, for instance by NODE_EXTRA_CA_CERTS. Not there before `certificate`. */
  readonly caFile: string;
  /** The server's key and certificate, PEM. Made once and kept in the folder. */
  certificate(): { readonly key: string; readonly cert: string };
}

const name = "Plinth local cloud";
const hosts = ["localhost", "*.localhost"];
const addresses = [Buffer.from([127, 0, 0, 1]), Buffer.concat([Buffer.alloc(15), Buffer.from([1])])];
const day = 24 * 60 * 60 * 1000;
const lifetime = 10 * 365 * day;

/**
 * The certificate authority of one local cloud: made on this machine, with a key that is thrown away once it has signed
 * the one certificate for localhost. Trusting it can therefore never vouch for another site.
 *
 * @param folder where `ca/` is kept
 */
export function certificateAuthority(folder: string): CertificateAuthority {
  const path = (file: string) => join(folder, "ca", file);
  let known: { key: string; cert: string } | null = null;
  return {
    caFile: path("ca.pem"),
    certificate() {
      if (known === null) {
        if (!existsSync(path("server.pem"))) make(folder);
        known = {
          key: readFileSync(path("server.key"), "utf8"),
          cert: readFileSync(path("server.pem"), "utf8"),
        };
      }
      return known;
    },
  };
}

function make(folder: string): void {
  const authority = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const server = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const common = {
    issuer: name,
    signingKey: authority.privateKey,
    notBefore: new Date(Date.now() - day),
    notAfter: new Date(Date.now() + lifetime),
  };
  const own = [
    extensions.basicConstraints(true),
    extensions.signsCertificates(),
    extensions.subjectKey(authority.publicKey),
  ];
  const servers = [
    extensions.basicConstraints(false),
    extensions.servesTls(),
    extensions.subjectKey(server.publicKey),
    extensions.authorityKey(authority.publicKey),
    extensions.alternativeNames(hosts, addresses),
  ];
  const signed = (subject: string, publicKey: typeof server.publicKey, all: typeof own) =>
    certificate({ ...common, subject, publicKey, serial: randomBytes(16), extensions: all });
  mkdirSync(join(folder, "ca"), { recursive: true });
  // The authority's own key is not kept: nobody can ever make a second certificate with it.
  write(folder, "ca.pem", signed(name, authority.publicKey, own));
  write(folder, "server.key", server.privateKey.export({ type: "pkcs8", format: "pem" }));
  write(folder, "server.pem", signed("localhost", server.publicKey, servers));
}

function write(folder: string, file: string, text: string | Buffer): void {
  const path = join(folder, "ca", file);
  writeFileSync(`${path}.new`, text, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}
