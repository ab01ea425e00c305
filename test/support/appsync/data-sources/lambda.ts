import {
  type Answer,
  answer,
  type DataSource,
} from "../../../../src/local/services/appsync/data-sources/data-source.ts";
import { isMap } from "../../../../src/local/services/appsync/runtime/plain.ts";

/**
 * A Lambda data source whose function is `handler`. An error it throws comes as AppSync gives it: type
 * `Lambda:Unhandled` for an Error, or the error's own name when that is not `Error`. Requests of `BatchInvoke` that are made
 * together reach the handler as one list, and it must answer with a list of that length.
 */
export function lambda(handler: (payload: unknown) => unknown): DataSource {
  const invoke = async (payload: unknown) =>
    JSON.parse(JSON.stringify((await handler(JSON.parse(JSON.stringify(payload)))) ?? null)) as unknown;
  const batch = new Batch(invoke);
  return {
    async execute(request) {
      const operation = isMap(request) ? request["operation"] : undefined;
      try {
        if (isMap(request) && operation === "Invoke") return answer(await invoke(request["payload"]));
        if (isMap(request) && operation === "BatchInvoke") return answer(await batch.add(request["payload"]));
      } catch (thrown) {
        return failure(thrown);
      }
      throw new Error(`A Lambda data source got ${JSON.stringify(request)}`);
    },
  };
}

function failure(thrown: unknown): Answer {
  const problem = thrown instanceof Error ? thrown : new Error(String(thrown));
  const type = problem.name === "Error" ? "Lambda:Unhandled" : problem.name;
  return { result: null, error: { message: problem.message, type } };
}

/** Collects what is asked until the fields that are being resolved now have all asked. */
class Batch {
  private payloads: unknown[] = [];
  private results: Promise<unknown> | null = null;
  private readonly invoke: (payloads: unknown) => Promise<unknown>;

  constructor(invoke: (payloads: unknown) => Promise<unknown>) {
    this.invoke = invoke;
  }

  async add(payload: unknown): Promise<unknown> {
    const position = this.payloads.push(payload) - 1;
    this.results ??= new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      const { payloads } = this;
      this.payloads = [];
      this.results = null;
      return this.invoke(payloads);
    });
    const results = await this.results;
    if (!Array.isArray(results)) throw new Error("BatchInvoke needs a list as answer");
    return results[position] ?? null;
  }
}
