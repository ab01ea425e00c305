import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { provideClassMetadata } from "./class-metadata.ts";

export interface CertificateAuthority {
  /** PEM of the authority that clients must trust, for instance by NODE_EXTRA_CA_CERTS. */
  readonly caFile: string;
  /** The server's key and certificate chain, PEM. Made once and kept in the folder. */
  certificate(): Promise<{ readonly key: string; readonly cert: string }>;
}

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
  provideClassMetadata();
  // Loaded where needed: most runs never make a certificate.
  const { makeCertificates } = await import("./make-certificates.ts");
  await makeCertificates(folder);
}
