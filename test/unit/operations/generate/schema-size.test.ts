import { expect, test } from "vitest";
import { largestSchema, refuseLargeSchema } from "../../../../src/operations/generate/schema-size.ts";

const schema = (text: string) =>
  [{ path: "infra/schema.gen.graphql", content: { kind: "text", text } }] as const;

test("a schema that AppSync takes passes", () => {
  expect(() => refuseLargeSchema(schema("#".repeat(largestSchema - 1_000)))).not.toThrow();
});

test("a larger one is refused in bytes, not in characters", () => {
  expect(() => refuseLargeSchema(schema("ü".repeat(600_000)))).toThrow(
    expect.objectContaining({
      code: "SCHEMA_TOO_LARGE",
      exit: 2,
      message: expect.stringContaining("would be 1.20 MB of GraphQL"),
      problems: [expect.objectContaining({ file: "infra/schema.gen.graphql" })],
    }),
  );
});

test("other files may be of any size", () => {
  const text = "a".repeat(largestSchema + 1);
  expect(() =>
    refuseLargeSchema([{ path: "infra/types.gen.ts", content: { kind: "text", text } }]),
  ).not.toThrow();
});
