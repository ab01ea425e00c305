import { type Algorithm, algorithms } from "./algorithms.ts";

/** A checksum as S3 keeps it with an object. */
export interface Checksum {
  readonly algorithm: Algorithm;
  readonly type: "FULL_OBJECT" | "COMPOSITE";
  /** Base64; of the type COMPOSITE with `-<parts>`. */
  readonly value: string;
}

type Members = { readonly [A in Algorithm as `Checksum${A}`]?: string | undefined };

/** The checksum members of inputs and outputs: `ChecksumCRC32` and the like. */
export function checksumMembers(checksum: Checksum | null): Members & {
  readonly ChecksumType?: Checksum["type"];
} {
  if (checksum === null) return {};
  return { [`Checksum${checksum.algorithm}`]: checksum.value, ChecksumType: checksum.type };
}

/** As `checksumMembers`, for shapes that tell the value alone. */
export function checksumValue(algorithm: Algorithm, value: string): Members {
  return { [`Checksum${algorithm}`]: value };
}

/** The checksums that an input gives. */
export function givenChecksums(input: Members): { readonly algorithm: Algorithm; readonly value: string }[] {
  return algorithms.flatMap((algorithm) => {
    const value = input[`Checksum${algorithm}`];
    return value === undefined ? [] : [{ algorithm, value }];
  });
}
