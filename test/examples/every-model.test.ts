import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadExamples } from "../../scripts/count-slots.ts";
import { assignLock } from "../../src/definition/assign-lock.ts";
import type { Backend, Model, Unique } from "../../src/definition/ir.ts";
import { emptyLock } from "../../src/definition/lock.ts";
import { type LocalDynamoDB, startDynamoDB } from "../support/dynamodb/start-dynamodb.ts";
import {
  create,
  type ResolverApi,
  startApi,
} from "../unit/templates/infra/runtime/resolvers/resolver-api.ts";
import { byDependency, sampleValue } from "./sample-record.ts";

/**
 * Writes one record of every model through the generated API, in a real DynamoDB engine, and finds it again by its id, by
 * each unique constraint and by each index.
 */
const examples = await loadExamples();

let engine: LocalDynamoDB;
beforeAll(async () => {
  engine = await startDynamoDB();
});
afterAll(() => engine.stop());

type Input = Record<string, unknown>;

describe.each(examples)("$folder", ({ backend }) => {
  let api: ResolverApi;
  const ids = new Map<string, string>();
  const inputs = new Map<string, Input>();

  beforeAll(async () => {
    api = await startApi(engine.client, backend, assignLock(backend, emptyLock));
  }, 120_000);

  const system = () => api.asSystem({ tenantId: "acme", userId: "jane" });

  /** All pages: those of a sharded model come shard by shard. */
  const pages = async (text: string, variables: Input): Promise<unknown[]> => {
    const items: unknown[] = [];
    let nextToken: string | null = null;
    do {
      const { found } = await system().data(text, { ...variables, nextToken });
      const page = found as { readonly items: readonly unknown[]; readonly nextToken: string | null };
      items.push(...page.items);
      nextToken = page.nextToken;
    } while (nextToken !== null);
    return items;
  };

  test("takes a record of every model", async () => {
    for (const [number, model] of byDependency(backend.models).entries()) {
      const input = sampleInput(model, backend, ids, number);
      inputs.set(model.name, input);
      ids.set(model.name, await create(system(), model.name, input));
    }
    expect(ids.size).toBe(backend.models.length);
  }, 120_000);

  test("gives each back as it was written", async () => {
    for (const model of backend.models) {
      const wanted = scalarsOf(model, inputs);
      const text = `query ($id: ID!) { found: get${model.name}(id: $id) { id ${Object.keys(wanted).join(" ")} } }`;
      const { found } = await system().data(text, { id: ids.get(model.name) });
      expect(found, model.name).toEqual({ id: ids.get(model.name), ...wanted });
    }
  }, 120_000);

  test("finds each by what is unique", async () => {
    for (const model of backend.models) {
      for (const unique of model.uniques) {
        const key = keyOf(model, unique, inputs.get(model.name) ?? {});
        if (key === null) continue;
        const text = `${key.declared} { found: get${model.name}(${unique.name}: ${key.text}) { id } }`;
        const { found } = await system().data(text, key.variables);
        expect(found, `${model.name} ${unique.name}`).toEqual({ id: ids.get(model.name) });
      }
    }
  }, 120_000);

  test("finds each in every index", async () => {
    for (const model of backend.models) {
      for (const index of model.indexes) {
        const input = inputs.get(model.name) ?? {};
        const hash = Object.fromEntries(index.hash.map((attribute) => [attribute, input[attribute]]));
        if (Object.values(hash).includes(undefined)) continue;
        const type = `${model.name}${index.name.replace(/^b/, "B")}`;
        const found = await pages(
          `query ($by: ${type}, $nextToken: String) {
            found: list${model.plural}(${index.name}: $by, nextToken: $nextToken) { items { id } nextToken }
          }`,
          { by: hash },
        );
        expect(found, `${model.name} ${index.name}`).toEqual([{ id: ids.get(model.name) }]);
      }
    }
  }, 120_000);
});

/** Every field and every reference to a record that is already there. */
function sampleInput(
  model: Model,
  backend: Backend,
  ids: ReadonlyMap<string, string>,
  number: number,
): Input {
  const input: Input = {};
  for (const field of model.fields) {
    const value = sampleValue(field, backend, number);
    if (value !== null) input[field.name] = value;
  }
  for (const relation of model.relations) {
    const id = ids.get(relation.target);
    if (relation.kind === "belongsTo" && id !== undefined) input[relation.foreignKey] = id;
  }
  return input;
}

function scalarsOf(model: Model, inputs: ReadonlyMap<string, Input>): Input {
  const nested = model.fields.filter(({ type }) => type.kind === "object" || type.kind === "file");
  const names = new Set(nested.map(({ name }) => name));
  return Object.fromEntries(
    Object.entries(inputs.get(model.name) ?? {}).filter(([name]) => !names.has(name)),
  );
}

/** What `get` takes for a unique constraint; null where the sample lacks a value: a reference to a model that comes later. */
function keyOf(model: Model, { name, fields }: Unique, input: Input) {
  const values = Object.fromEntries(fields.map((field) => [field, input[field]]));
  if (Object.values(values).includes(undefined)) return null;
  if (fields.length > 1) {
    const type = `${model.name}${name.replace(/^b/, "B")}`;
    return { declared: `query ($key: ${type})`, text: "$key", variables: { key: values } };
  }
  const value = values[fields[0] ?? ""];
  const isEnum = model.fields.some((field) => field.name === fields[0] && field.type.kind === "enum");
  return { declared: "", text: isEnum ? `${value}` : JSON.stringify(value), variables: {} };
}
