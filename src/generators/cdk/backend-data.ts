import type { Backend, BackendFunction, Trigger } from "../../definition/ir.ts";
import type { Lock } from "../../definition/lock.ts";

/**
 * The values in `infra/backend.gen.ts`, but for the models, which stand in files of their own. The properties are those
 * of `BackendSettings` in the constructs.
 */
export function backendData(backend: Backend, lock: Lock) {
  const { app } = backend;
  return {
    app: {
      name: app.name,
      region: app.region,
      stages: app.stages,
      signIn: app.signIn,
      budget: app.budget,
    },
    files: usesFiles(backend),
    enums: enumFields(backend),
    modelStacks: Object.fromEntries(backend.models.map(({ name }) => [name, stackOf(lock.models, name)])),
    functions: backend.functions.map((each) => ({
      name: each.name,
      stack: stackOf(lock.functions, each.name),
      description: each.description,
      trigger: triggerData(each),
      secrets: each.secrets,
      environment: each.environment,
      timeoutSeconds: each.timeoutSeconds,
      memoryMb: each.memoryMb,
    })),
  };
}

export type BackendData = ReturnType<typeof backendData>;

/** What a trigger means for the infrastructure: inputs and outputs are the schema's. */
function triggerData({ trigger, access }: BackendFunction) {
  switch (trigger.kind) {
    case "query":
    case "mutation":
      return { kind: trigger.kind, field: trigger.field };
    case "http":
      return { ...trigger, public: access.some((all) => all.every(({ kind }) => kind === "anyone")) };
    default:
      return trigger satisfies Trigger;
  }
}

/** The values of enum fields, by model and field. */
function enumFields({ models, enums }: Backend): Record<string, readonly string[]> {
  const valuesOf = new Map(enums.map(({ name, values }) => [name, values]));
  return Object.fromEntries(
    models.flatMap((model) =>
      model.fields.flatMap(({ name, type }) =>
        type.kind === "enum" ? [[`${model.name}.${name}`, valuesOf.get(type.enum) ?? []]] : [],
      ),
    ),
  );
}

/** Whether anything is ever uploaded: then the API has `createUpload`, and URLs have to be signed. */
function usesFiles({ models, objects, functions }: Backend): boolean {
  return (
    [...models, ...objects].some(({ fields }) => fields.some(({ type }) => type.kind === "file")) ||
    functions.some(({ trigger }) => trigger.kind === "fileUpload")
  );
}

function stackOf(locked: Readonly<Record<string, { readonly shard: number }>>, name: string): number {
  const entry = locked[name];
  if (entry === undefined) throw new Error(`${name} is not in the lock: assign it before generating`);
  return entry.shard;
}
