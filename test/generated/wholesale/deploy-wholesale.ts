import { join } from "node:path";
import type { GraphQLSchema } from "graphql";
import type { Backend, Model } from "../../../src/definition/ir.ts";
import type { CloudOptions } from "../../../src/local/cloud.ts";
import { appsyncSchema } from "../../../src/local/services/appsync/graphql/appsync-schema.ts";
import type { GraphqlClient } from "../../support/deployed/graphql-client.ts";
import { type DeployedProject, deployedProject, type SignedIn } from "../../support/deployed-project.ts";
import { type Coverage, coverage, covered } from "./coverage.ts";
import { type Documents, documents } from "./documents.ts";
import { type Records, records } from "./records.ts";

/** The project of 34 models next to this file, deployed, with people of two tenants. */
export interface Wholesale {
  readonly deployed: DeployedProject;
  readonly schema: GraphQLSchema;
  readonly backend: Backend;
  readonly coverage: Coverage;
  readonly documents: Documents;
  /** Made by `boss`, or by the system where tenants may not. */
  readonly records: Records;
  /** Holds every role in the tenant `north`. */
  readonly boss: SignedIn;
  /** Holds every role in the tenant `south`. */
  readonly stranger: SignedIn;
  /** Boss, where a role may read all of these at all, and otherwise the system. */
  reader(...models: readonly Model[]): GraphqlClient;
  /** Boss, where a role may do it at all, and otherwise the system. */
  writer(model: Model, verb: "create" | "update" | "delete"): GraphqlClient;
  close(): Promise<void>;
}

export const everyRole = ["manager", "buyer", "seller", "picker"];

/** @param folder of another project than the one of 34 models */
export async function deployWholesale(
  folder = join(import.meta.dirname, "../project"),
  options: Partial<CloudOptions> = {},
): Promise<Wholesale> {
  const deployed = await deployedProject({ folder }, options);
  const { backend, people } = deployed;
  const roles = backend.app.roles.filter((role) => role !== "member");
  await Promise.all([people.createTenant("north"), people.createTenant("south")]);
  const schema = appsyncSchema(deployed.project.read("infra/schema.gen.graphql"));
  const names = backend.models.map(({ name }) => name);
  const api = coverage(schema, names);
  const boss = covered(await deployed.join("boss@north.example", { north: roles }), api);
  const stranger = await deployed.join("boss@south.example", { south: roles });
  const system = covered(deployed.system({ tenant: "north", user: boss.person.userId }), api);
  const made = documents(schema);
  const uploads = schema.getMutationType()?.getFields()["createUpload"] !== undefined;
  const upload = uploads
    ? await boss.data<{ createUpload: { key: string } }>(
        'mutation { createUpload(input: { name: "a.txt", size: 1, contentType: "text/plain" }) { key url } }',
      )
    : null;
  const writer: Wholesale["writer"] = (model, verb) => (model.access[verb].length === 0 ? system : boss);
  return {
    deployed,
    schema,
    backend,
    coverage: api,
    documents: made,
    records: records(backend, made, writer, upload?.createUpload.key ?? ""),
    boss,
    stranger,
    reader: (...models) => (models.some(({ access }) => access.read.length === 0) ? system : boss),
    writer,
    close: () => deployed.close(),
  };
}
