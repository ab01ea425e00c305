import { type KeyObject, sign } from "node:crypto";
import { der } from "./der.ts";

export interface CertificateRequest {
  /** Common names. */
  readonly subject: string;
  readonly issuer: string;
  readonly publicKey: KeyObject;
  /** The issuer's: P-256. */
  readonly signingKey: KeyObject;
  readonly serial: Buffer;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly extensions: readonly Extension[];
}

export interface Extension {
  readonly id: string;
  readonly critical: boolean;
  /** DER. */
  readonly value: Buffer;
}

/** https://www.rfc-editor.org/rfc/rfc5758#section-3.2 */
const ecdsaWithSha256 = der.sequence(der.objectIdentifier("1.2.840.10045.4.3.2"));
const commonName = der.objectIdentifier("2.5.4.3");

/**
 * A signed X.509 certificate of version 3 (https://www.rfc-editor.org/rfc/rfc5280#section-4.1).
 *
 * @returns PEM
 */
export function certificate(request: CertificateRequest): string {
  const body = der.sequence(
    der.context(0, true, der.integer(2)),
    der.integer(request.serial),
    ecdsaWithSha256,
    nameOf(request.issuer),
    der.sequence(der.time(request.notBefore), der.time(request.notAfter)),
    nameOf(request.subject),
    request.publicKey.export({ type: "spki", format: "der" }),
    der.context(3, true, der.sequence(...request.extensions.map(extension))),
  );
  const signature = sign("sha256", body, { key: request.signingKey, dsaEncoding: "der" });
  const whole = der.sequence(body, ecdsaWithSha256, der.bits(signature));
  const lines = whole.toString("base64").match(/.{1,64}/g) ?? [];
  return ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n");
}

function nameOf(text: string): Buffer {
  return der.sequence(der.set(der.sequence(commonName, der.text(text))));
}

function extension({ id, critical, value }: Extension): Buffer {
  const flag = critical ? [der.boolean(true)] : [];
  return der.sequence(der.objectIdentifier(id), ...flag, der.octets(value));
}
