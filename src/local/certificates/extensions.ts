import { createHash, type KeyObject } from "node:crypto";
import type { Extension } from "./certificate.ts";
import { der } from "./der.ts";

/** The extensions of https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1 that a local authority and its server need. */
export const extensions = {
  /** @param authority may sign certificates of servers, but not of further authorities */
  basicConstraints: (authority: boolean): Extension => ({
    id: "2.5.29.19",
    critical: true,
    value: authority ? der.sequence(der.boolean(true), der.integer(0)) : der.sequence(),
  }),

  /** For an authority: signs certificates and revocations. */
  signsCertificates: (): Extension => ({
    id: "2.5.29.15",
    critical: true,
    value: der.bits(Buffer.from([0b0000_0110]), 1),
  }),

  servesTls: (): Extension => ({
    id: "2.5.29.37",
    critical: false,
    value: der.sequence(der.objectIdentifier("1.3.6.1.5.5.7.3.1")),
  }),

  subjectKey: (key: KeyObject): Extension => ({
    id: "2.5.29.14",
    critical: false,
    value: der.octets(keyIdentifier(key)),
  }),

  authorityKey: (key: KeyObject): Extension => ({
    id: "2.5.29.35",
    critical: false,
    value: der.sequence(der.context(0, false, keyIdentifier(key))),
  }),

  /** @param addresses 4 or 16 bytes each */
  alternativeNames: (hosts: readonly string[], addresses: readonly Buffer[]): Extension => ({
    id: "2.5.29.17",
    critical: false,
    value: der.sequence(
      ...hosts.map((host) => der.context(2, false, Buffer.from(host, "latin1"))),
      ...addresses.map((address) => der.context(7, false, address)),
    ),
  }),
};

function keyIdentifier(key: KeyObject): Buffer {
  return createHash("sha1")
    .update(key.export({ type: "spki", format: "der" }))
    .digest();
}
