import fc from "fast-check";

/** Values, items and keys as they stand on the wire: few different ones, so that operations meet each other. */
export type WireValue = Readonly<Record<string, unknown>>;
export type WireItem = Readonly<Record<string, WireValue>>;

export const attributeNames = ["a", "b", "c", "n", "l", "m"] as const;

const text = fc.constantFrom("", "x", "xy", "y", "é", "\u{1f600}z", "zebra");
export const numberText = fc.oneof(
  fc.integer({ min: -9, max: 12 }).map(String),
  fc.constantFrom(
    "0.1",
    "-2.50",
    "1e3",
    "12345678901234567890123456789012345678",
    "-0.00000000000000000001",
    "1E+100",
    "-1E-100",
    "007",
  ),
);
const bytes = fc.constantFrom("AA==", "AQ==", "AQI=", "/w==");

const scalar: fc.Arbitrary<WireValue> = fc.oneof(
  text.map((S) => ({ S })),
  numberText.map((N) => ({ N })),
  bytes.map((B) => ({ B })),
  fc.boolean().map((BOOL) => ({ BOOL })),
  fc.constant({ NULL: true }),
);
const set: fc.Arbitrary<WireValue> = fc.oneof(
  fc.uniqueArray(fc.constantFrom("x", "y", "xy"), { minLength: 1, maxLength: 3 }).map((SS) => ({ SS })),
  fc.uniqueArray(fc.constantFrom("1", "2", "3.5"), { minLength: 1, maxLength: 3 }).map((NS) => ({ NS })),
  fc.uniqueArray(bytes, { minLength: 1, maxLength: 2 }).map((BS) => ({ BS })),
);
const element = fc.oneof({ weight: 4, arbitrary: scalar }, set);

export const value: fc.Arbitrary<WireValue> = fc.oneof(
  { weight: 6, arbitrary: scalar },
  { weight: 2, arbitrary: set },
  { weight: 2, arbitrary: fc.array(element, { maxLength: 4 }).map((L) => ({ L })) },
  {
    weight: 2,
    arbitrary: fc
      .dictionary(
        fc.constantFrom("a", "b", "k"),
        fc.oneof(
          element,
          fc.array(element, { maxLength: 2 }).map((L) => ({ L })),
        ),
        {
          maxKeys: 3,
          noNullPrototype: true,
        },
      )
      .map((M) => ({ M })),
  },
);

export const attributes: fc.Arbitrary<WireItem> = fc.dictionary(fc.constantFrom(...attributeNames), value, {
  maxKeys: 5,
  noNullPrototype: true,
});

/** A value of a key attribute: mostly of the right type. */
export function keyValue(type: string): fc.Arbitrary<WireValue> {
  const right: Record<string, fc.Arbitrary<WireValue>> = {
    S: fc.constantFrom("a", "b", "ab", "abc", "é").map((S) => ({ S })),
    N: fc.constantFrom("0", "1", "-1", "1.5", "10", "2e1", "-0.5").map((N) => ({ N })),
    B: fc.constantFrom("AA==", "AQ==", "AAE=", "/w==").map((B) => ({ B })),
  };
  return fc.oneof(
    { weight: 60, arbitrary: right[type] as fc.Arbitrary<WireValue> },
    { weight: 1, arbitrary: scalar },
  );
}
