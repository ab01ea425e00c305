import { describe, expect, test } from "vitest";
import { der } from "../../../../src/local/certificates/der.ts";

/** The examples of https://www.itu.int/rec/T-REC-X.690 and of "A Layman's Guide to a Subset of ASN.1, BER, and DER". */
describe("distinguished encoding", () => {
  test.each([
    ["zero", der.integer(0), "020100"],
    ["127", der.integer(127), "02017f"],
    ["128 stays positive", der.integer(128), "02020080"],
    ["256", der.integer(256), "02020100"],
    ["bytes without leading zeros", der.integer(Buffer.from([0, 0, 0x81])), "02020081"],
    ["bytes of zero", der.integer(Buffer.from([0, 0])), "020100"],
    ["true", der.boolean(true), "0101ff"],
    ["bits", der.bits(Buffer.from("6e5dc0", "hex"), 6), "0304066e5dc0"],
    ["an object identifier", der.objectIdentifier("1.2.840.113549"), "06062a864886f70d"],
    ["text", der.text("é"), "0c02c3a9"],
    ["a time before 2050", der.time(new Date("1991-05-06T23:45:40Z")), "170d3931303530363233343534305a"],
    ["a time from 2050 on", der.time(new Date("2050-01-01T00:00:00Z")), "180f32303530303130313030303030305a"],
    ["an empty sequence", der.sequence(), "3000"],
    ["a value of the context", der.context(2, false, Buffer.from("ab")), "82026162"],
    ["a constructed one", der.context(0, true, der.integer(2)), "a003020102"],
  ])("%s", (_name, encoded, expected) => {
    expect(encoded.toString("hex")).toBe(expected);
  });

  test.each([
    [0x7f, "047f"],
    [0x80, "048180"],
    [0xff, "0481ff"],
    [0x100, "04820100"],
    [0x10000, "0483010000"],
  ])("a length of %i", (length, start) => {
    expect(
      der
        .octets(Buffer.alloc(length))
        .subarray(0, start.length / 2)
        .toString("hex"),
    ).toBe(start);
  });
});
