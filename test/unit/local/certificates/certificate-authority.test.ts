import { X509Certificate } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect, createServer, type TLSSocket } from "node:tls";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { certificateAuthority } from "../../../../src/local/certificates/certificate-authority.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "plinth-ca-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function made() {
  const authority = certificateAuthority(folder);
  const { key, cert } = authority.certificate();
  const ca = readFileSync(authority.caFile, "utf8");
  return { key, cert, ca, server: new X509Certificate(cert), root: new X509Certificate(ca) };
}

describe("the certificate authority", () => {
  test("signs itself, may sign nothing but servers, and stays valid for years", () => {
    const { root } = made();
    expect(root.ca).toBe(true);
    expect(root.verify(root.publicKey)).toBe(true);
    expect(root.subject).toBe("CN=Plinth local cloud");
    expect(root.checkIssued(root)).toBe(true);
    expect(Date.parse(root.validFrom)).toBeLessThan(Date.now());
    expect(Date.parse(root.validTo)).toBeGreaterThan(Date.now() + 9 * 365 * 24 * 3600 * 1000);
    expect(Buffer.from(root.serialNumber, "hex").length).toBeGreaterThan(12);
  });

  test("has signed a certificate for this machine's names and for no other", () => {
    const { server, root } = made();
    expect(server.ca).toBe(false);
    expect(server.checkIssued(root)).toBe(true);
    expect(server.verify(root.publicKey)).toBe(true);
    expect(server.checkHost("localhost")).toBe("localhost");
    expect(server.subjectAltName).toContain("DNS:*.localhost");
    for (const address of ["127.0.0.1", "::1"]) expect(server.checkIP(address)).toBe(address);
    for (const host of ["example.com", "localhost.example.com", "a.b.localhost"])
      expect(server.checkHost(host)).toBeUndefined();
    expect(server.checkIP("127.0.0.2")).toBeUndefined();
    expect(server.keyUsage).toEqual(["1.3.6.1.5.5.7.3.1"]);
  });

  test("is made once, keeps no key of its own, and shows the server's to its owner only", () => {
    const first = made();
    expect(made().cert).toBe(first.cert);
    expect(readdirSync(join(folder, "ca")).sort()).toEqual(["ca.pem", "server.key", "server.pem"]);
    if (process.platform !== "win32") expect(statSync(join(folder, "ca/server.key")).mode & 0o077).toBe(0);
  });

  test("is what a TLS client needs to trust, and all it needs", async () => {
    const { key, cert, ca } = made();
    const server = createServer({ key, cert }, (socket) => socket.end("hello"));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const opened = (trusted: string | undefined, servername: string) =>
      new Promise<string>((resolve) => {
        const options = {
          port,
          host: "127.0.0.1",
          servername,
          ...(trusted !== undefined && { ca: trusted }),
        };
        const socket: TLSSocket = connect(options, () => {
          socket.destroy();
          resolve("trusted");
        });
        socket.on("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
      });
    expect(await opened(ca, "localhost")).toBe("trusted");
    expect(await opened(ca, "evil.example")).toBe("ERR_TLS_CERT_ALTNAME_INVALID");
    expect(await opened(undefined, "localhost")).toMatch(/UNABLE_TO_VERIFY|SELF_SIGNED/);
    await new Promise((resolve) => server.close(resolve));
  });
});
