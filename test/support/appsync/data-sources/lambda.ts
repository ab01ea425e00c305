import { isMap } from "../runtime/plain.ts";
import { answer, type DataSource } from "./data-source.ts";

/**
 * A Lambda data source whose function is `handler`. An error it throws comes as AppSync gives it: type
 * `Lambda:Unhandled` for an Error, or the error's own name when that is not `Error`.
 */
export function lambda(handler: (payload: unknown) => unknown): DataSource {
  const invoke = async (payload: unknown) =>
    JSON.parse(JSON.stringify((await handler(payload)) ?? null)) as unknown;
  return {
    async execute(request) {
      if (!isMap(request) || !["Invoke", "BatchInvoke"].includes(String(request["operation"]))) {
        throw new Error(`A Lambda data source got ${JSON.stringify(request)}`);
      }
      try {
        return answer(await invoke(request["payload"]));
      } catch (thrown) {
        const problem = thrown instanceof Error ? thrown : new Error(String(thrown));
        const type = problem.name === "Error" ? "Lambda:Unhandled" : problem.name;
        return { result: null, error: { message: problem.message, type } };
      }
    },
  };
}
