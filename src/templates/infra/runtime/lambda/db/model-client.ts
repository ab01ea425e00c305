import { ulid } from "../ulid.ts";
import type { ModelTypes, Operations, Page, Restorable } from "./db-types.ts";
import { decodeJsonFields, encodeJsonFields } from "./json-fields.ts";
import type { ModelMeta } from "./model-meta.ts";
import type { Operation, Transport } from "./transport.ts";

type Values = Readonly<Record<string, unknown>>;

/** The operations of one model, as GraphQL. */
export function createModelClient(
  meta: ModelMeta,
  send: Transport,
): Operations<ModelTypes> & Restorable<ModelTypes> {
  const toRecord = (value: unknown) => decodeJsonFields(withoutChange(value), meta.json);

  async function list(query: object = {}): Promise<Page<object>> {
    const operation = listOperation(meta, query);
    const { items, nextToken } = pageOf((await send(operation))[operation.name]);
    return { items: items.map((item) => toRecord(item) ?? {}), nextToken };
  }

  async function change(kind: "create" | "update" | "delete" | "restore", input: object): Promise<object> {
    const operation = changeOperation(meta, kind, encodeJsonFields(input, meta.json));
    const record = toRecord((await send(operation))[operation.name]);
    if (record === null) throw new Error(`${operation.name} gave no record.`);
    return record;
  }

  return {
    list,
    async get(by) {
      const operation = getOperation(meta, by);
      return toRecord((await send(operation))[operation.name]);
    },
    async *listAll(query = {}) {
      for (let nextToken: string | null | undefined; nextToken !== null; ) {
        const page: Page<object> = await list({ ...query, ...(nextToken && { nextToken }) });
        yield* page.items;
        ({ nextToken } = page);
      }
    },
    // The id is chosen here, so that a creation that is sent twice is still one.
    create: (input) => change("create", { id: ulid(), ...input }),
    update: (input) => change("update", input),
    delete: ({ id, expectedVersion }) => change("delete", target(id, expectedVersion)),
    restore: ({ id, expectedVersion }) => change("restore", target(id, expectedVersion)),
  };
}

function getOperation(meta: ModelMeta, by: object): Operation {
  const types: Record<string, string> = { id: "ID!", ...meta.uniques };
  return operationOf("query", `get${meta.name}`, types, given(by), meta.selection, true);
}

function listOperation(meta: ModelMeta, query: object): Operation {
  const types: Record<string, string> = {
    ...meta.indexes,
    filter: `${meta.name}Filter`,
    sortDirection: "SortDirection",
    limit: "Int",
    nextToken: "String",
  };
  const selection = `items { ${meta.selection} } nextToken`;
  return operationOf("query", `list${meta.plural}`, types, given(query), selection, true);
}

function changeOperation(meta: ModelMeta, kind: string, input: object): Operation {
  const types = { input: `${meta.name}${kind.charAt(0).toUpperCase()}${kind.slice(1)}!` };
  const selection = `${meta.selection} lastChange`;
  return operationOf("mutation", `${kind}${meta.name}`, types, { input }, selection, false);
}

/** Declares only the variables that are given: an argument that is null is not the same as one that is left out. */
function operationOf(
  kind: "query" | "mutation",
  name: string,
  types: Values,
  variables: Values,
  selection: string,
  repeatable: boolean,
): Operation {
  const names = Object.keys(variables);
  const unknown = names.find((argument) => !Object.hasOwn(types, argument));
  if (unknown !== undefined) throw new TypeError(`${name} has no argument "${unknown}".`);
  const declared = names.map((argument) => `$${argument}: ${types[argument]}`).join(", ");
  const passed = names.map((argument) => `${argument}: $${argument}`).join(", ");
  const document =
    names.length === 0
      ? `${kind} { ${name} { ${selection} } }`
      : `${kind} (${declared}) { ${name}(${passed}) { ${selection} } }`;
  return { name, document, variables, repeatable };
}

/** A key whose value is undefined counts as left out. */
function given(values: object): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

function target(id: string, expectedVersion: number | undefined): object {
  return { id, ...(expectedVersion !== undefined && { expectedVersion }) };
}

function withoutChange(value: unknown): object | null {
  if (typeof value !== "object" || value === null) return null;
  const { lastChange: _, ...record }: { readonly lastChange?: unknown } = value;
  return record;
}

function pageOf(value: unknown): { items: readonly unknown[]; nextToken: string | null } {
  const { items, nextToken }: { readonly items?: unknown; readonly nextToken?: unknown } = Object(value);
  return {
    items: Array.isArray(items) ? items.filter((item) => item !== null) : [],
    nextToken: typeof nextToken === "string" ? nextToken : null,
  };
}
