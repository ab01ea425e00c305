import { validationError } from "../errors.ts";

/**
 * Fn::Cidr for IPv4: the first blocks of a size inside a block.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-cidr.html
 *
 * @param bits host bits of each block: 8 gives /24
 */
export function cidrBlocks(block: string, count: number, bits: number): string[] {
  const match = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\/(\d+)$/.exec(block);
  if (match === null)
    throw validationError(`Template error: Fn::Cidr takes an IPv4 block here, not ${block}`);
  const [a = 0, b = 0, c = 0, d = 0, prefix = 0] = match.slice(1).map(Number);
  const size = 2 ** bits;
  if (32 - bits < prefix || count < 1 || count > 256 || count * size > 2 ** (32 - prefix)) {
    throw validationError(
      `Template error: Fn::Cidr cannot cut ${count} blocks of /${32 - bits} out of ${block}`,
    );
  }
  const base = ((a * 256 + b) * 256 + c) * 256 + d;
  const start = base - (base % 2 ** (32 - prefix));
  return Array.from({ length: count }, (_, index) => {
    const address = start + index * size;
    const octets = [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256);
    return `${octets.join(".")}/${32 - bits}`;
  });
}
