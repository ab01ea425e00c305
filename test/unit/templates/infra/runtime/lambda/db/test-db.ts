import { modelMeta } from "../../../../../../../src/generators/types/model-meta.ts";
import type { Caller } from "../../../../../../../src/templates/infra/runtime/lambda/caller.ts";
import { createDb } from "../../../../../../../src/templates/infra/runtime/lambda/db/create-db.ts";
import type {
  Db,
  Operations,
  Restorable,
} from "../../../../../../../src/templates/infra/runtime/lambda/db/db-types.ts";
import { everything } from "../../../../../../support/backends/everything.ts";

/** A model whose records are just objects: the real types are compiled with the golden files. */
interface Loose {
  readonly record: Readonly<Record<string, unknown>> & { readonly id: string };
  readonly create: object;
  readonly update: object;
  readonly get: object;
  readonly list: object;
  readonly softDelete: true;
}

type Names =
  | "Category"
  | "Contract"
  | "Currency"
  | "Customer"
  | "Draft"
  | "Invoice"
  | "InvoiceLine"
  | "Label"
  | "PageView";

export type LooseDb = Db<Readonly<Record<Names, Loose>>>;
export type LooseModel = Operations<Loose> & Restorable<Loose>;

export const models = Object.fromEntries(
  everything.models.map((model) => [model.name, modelMeta(model, everything)]),
);

/** The client for the backend that uses everything. */
export function testDb(caller: Caller): LooseDb {
  return createDb<Readonly<Record<Names, Loose>>>(models, caller);
}
