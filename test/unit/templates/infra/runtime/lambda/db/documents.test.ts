import { parse, validate } from "graphql";
import { beforeAll, expect, test } from "vitest";
import { graphql } from "../../../../../../../src/generators/graphql/index.ts";
import { appsyncSchema } from "../../../../../../../src/local/services/appsync/graphql/appsync-schema.ts";
import { createModelClient } from "../../../../../../../src/templates/infra/runtime/lambda/db/model-client.ts";
import type { Operation } from "../../../../../../../src/templates/infra/runtime/lambda/db/transport.ts";
import { everything, everythingLock } from "../../../../../../support/backends/everything.ts";
import { models } from "./test-db.ts";

let schema: ReturnType<typeof appsyncSchema>;
beforeAll(() => {
  const [file] = graphql(everything, everythingLock);
  schema = appsyncSchema(file?.content.kind === "text" ? file.content.text : "");
});

test.each(everything.models.map(({ name }) => name))(
  "every operation on %s fits the schema",
  async (name) => {
    const meta = models[name];
    const spec = everything.models.find((model) => model.name === name);
    if (meta === undefined || spec === undefined) throw new Error(`There is no ${name}`);
    const sent: Operation[] = [];
    const client = createModelClient(meta, async (operation) => {
      sent.push(operation);
      return { [operation.name]: { id: "x", items: [], nextToken: null } };
    });
    await client.get({ id: "x" });
    for (const unique of spec.uniques) await client.get({ [unique.name]: "x" });
    await client.list();
    const options = { filter: {}, sortDirection: "ASC", limit: 1, nextToken: "x" };
    await client.list(options);
    for (const index of spec.indexes) await client.list({ ...options, [index.name]: {} });
    await client.create({});
    await client.update({ id: "x" });
    await client.delete({ id: "x" });
    if (spec.softDelete !== null) await client.restore({ id: "x", expectedVersion: 1 });
    for (const { document } of sent) {
      expect(
        validate(schema, parse(document)).map(({ message }) => message),
        document,
      ).toEqual([]);
    }
    expect(sent.length).toBeGreaterThan(5);
  },
);
