import { type DefinitionNode, parse } from "graphql";
import { describe, expect, test } from "vitest";
import { mutationFields, schemaTypeNames } from "../../../../src/definition/reserved-names.ts";
import { generatedNames } from "../../../../src/definition/validate/generated-names.ts";
import { graphql } from "../../../../src/generators/graphql/index.ts";
import { everything, everythingLock } from "../../../support/backends/everything.ts";

const schema = graphql(everything, everythingLock).find(({ path }) => path.endsWith(".graphql"));
const definitions = schema?.content.kind === "text" ? parse(schema.content.text).definitions : [];

const known = new Map(
  ["type", "query field", "mutation field", "subscription field"].map((space) => [space, new Set<string>()]),
);
for (const { space, name } of generatedNames(everything)) known.get(space)?.add(name);

const nameOf = (node: DefinitionNode): string =>
  "name" in node && node.name !== undefined ? node.name.value : "";

describe("every name of a generated schema is one that users are kept from taking", () => {
  test("types", () => {
    expect(definitions.length).toBeGreaterThan(50);
    const unknown = definitions
      .filter((node) => node.kind !== "SchemaDefinition")
      .map(nameOf)
      .filter((name) => !schemaTypeNames.has(name) && !known.get("type")?.has(name));
    expect(unknown).toEqual([]);
  });

  test.each([
    ["Query", "query field"],
    ["Mutation", "mutation field"],
    ["Subscription", "subscription field"],
  ])("fields of %s", (root, space) => {
    const fields = definitions.flatMap((node) =>
      node.kind === "ObjectTypeDefinition" && nameOf(node) === root
        ? (node.fields ?? []).map(({ name }) => name.value)
        : [],
    );
    expect(fields.length).toBeGreaterThan(0);
    expect(fields.filter((name) => !known.get(space)?.has(name) && !mutationFields.has(name))).toEqual([]);
  });
});
