import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { provideClassMetadata } from "./class-metadata.ts";

export interface CertificateAuthority {
  /** PEM of the authority that clients must trust, for instance by NODE_EXTRA_CA_CERTS. */
  readonly caFile: string;
  /** The server's key and certificate chain, PEM. Made once and kept in the folder. */
  certificate(): Promise<{ readonly key: string; readonly cert: string }>;
}

const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const years = 10;

/**
 * The certificate authority of one local cloud: made on this machine, with a key that is thrown away once it has signed
 * the one certificate for localhost. Trusting it can therefore never vouch for another site.
 *
 * @param folder where `ca/` is kept
 */
export function certificateAuthority(folder: string): CertificateAuthority {
  const path = (name: string) => join(folder, "ca", name);
  let made: Promise<{ key: string; cert: string }> | null = null;
  return {
    caFile: path("ca.pem"),
    certificate() {
      made ??= existsSync(path("server.pem")) ? Promise.resolve(read()) : make(folder).then(read);
      return made;
    },
  };

  function read() {
    return { key: readFileSync(path("server.key"), "utf8"), cert: readFileSync(path("server.pem"), "utf8") };
  }
}

async function make(folder: string): Promise<void> {
  // Loaded where needed: most runs never make a certificate.
  provideClassMetadata();
  const x509 = await import("@peculiar/x509");
  x509.cryptoProvider.set(crypto);
  const keys = await crypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const serverKeys = await crypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const notBefore = new Date(Date.now() - 24 * 60 * 60 * 1000);
  const notAfter = new Date(Date.now() + years * 365 * 24 * 60 * 60 * 1000);
  const authority = await x509.X509CertificateGenerator.createSelfSigned({
    name: "CN=Plinth local cloud",
    keys,
    notBefore,
    notAfter,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  const server = await x509.X509CertificateGenerator.create({
    subject: "CN=localhost",
    issuer: authority.subject,
    publicKey: serverKeys.publicKey,
    signingKey: keys.privateKey,
    notBefore,
    notAfter,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      await x509.AuthorityKeyIdentifierExtension.create(authority),
      new x509.SubjectAlternativeNameExtension([
        { type: "dns", value: "localhost" },
        { type: "dns", value: "*.localhost" },
        { type: "ip", value: "127.0.0.1" },
        { type: "ip", value: "::1" },
      ]),
    ],
  });
  const key = x509.PemConverter.encode(
    await crypto.subtle.exportKey("pkcs8", serverKeys.privateKey),
    "PRIVATE KEY",
  );
  mkdirSync(join(folder, "ca"), { recursive: true });
  // The authority's own key is not kept: nobody can ever make a second certificate with it.
  write(folder, "ca.pem", authority.toString("pem"));
  write(folder, "server.key", key);
  write(folder, "server.pem", server.toString("pem"));
}

function write(folder: string, name: string, text: string): void {
  const path = join(folder, "ca", name);
  writeFileSync(`${path}.new`, `${text}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}
