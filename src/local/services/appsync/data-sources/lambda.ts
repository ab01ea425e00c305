import type { DataSource as Config } from "@aws-sdk/client-appsync";
import type { Caller, ServiceContext } from "../../../kernel/service.ts";
import { WireError } from "../../../kernel/wire-error.ts";
import { isMap } from "../runtime/plain.ts";
import { type Answer, answer } from "./data-source.ts";

/** Most payloads of one `BatchInvoke`. */
const largestBatch = 2_000;

/** Which fields may share an invocation. */
export interface BatchPlace {
  /** The resolver and function. */
  readonly key: string;
  /** Of the resolver or function; 0: as many as there are. */
  readonly maxBatchSize: number;
}

/** What waits for a common invocation, by resolver. */
export type LambdaBatches = Map<string, { readonly payloads: unknown[]; readonly results: Promise<unknown> }>;

/** https://docs.aws.amazon.com/appsync/latest/devguide/resolver-reference-lambda-js.html */
export async function invokeLambda(
  context: ServiceContext,
  config: Config,
  role: Caller,
  request: unknown,
  batches: LambdaBatches,
  { key, maxBatchSize }: BatchPlace,
): Promise<Answer> {
  const operation = isMap(request) ? request["operation"] : undefined;
  try {
    if (isMap(request) && operation === "Invoke") {
      const type = String(request["invocationType"] ?? "RequestResponse");
      return answer(await invoke(request["payload"], type));
    }
    if (isMap(request) && operation === "BatchInvoke") return answer(await join(request["payload"]));
  } catch (problem) {
    if (!(problem instanceof LambdaFailure) && !(problem instanceof WireError)) throw problem;
    const type = problem instanceof WireError ? `Lambda:${problem.code}` : problem.type;
    return { result: null, error: { message: problem.message, type } };
  }
  throw new Error(`A Lambda data source got ${JSON.stringify(request)}`);

  async function invoke(payload: unknown, invocationType = "RequestResponse"): Promise<unknown> {
    const output = await context.call(
      "lambda",
      "Invoke",
      {
        FunctionName: config.lambdaConfig?.lambdaFunctionArn,
        InvocationType: invocationType,
        Payload: Buffer.from(JSON.stringify(payload ?? null)),
      },
      role,
    );
    const bytes = output["Payload"];
    const text = bytes instanceof Uint8Array ? Buffer.from(bytes).toString() : "";
    const value: unknown = text === "" ? null : JSON.parse(text);
    if (!output["FunctionError"]) return value;
    const failed = isMap(value) ? value : {};
    const name = String(failed["errorType"] ?? "Error");
    throw new LambdaFailure(
      String(failed["errorMessage"] ?? "The function failed."),
      name === "Error" ? "Lambda:Unhandled" : name,
    );
  }

  async function join(payload: unknown): Promise<unknown> {
    let batch = batches.get(key);
    if (batch === undefined || batch.payloads.length >= (maxBatchSize || largestBatch)) {
      const payloads: unknown[] = [];
      // Fields that are resolved now have all asked when the next turn of the event loop begins.
      const results = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
        if (batches.get(key)?.payloads === payloads) batches.delete(key);
        return invoke(payloads);
      });
      batch = { payloads, results };
      batches.set(key, batch);
    }
    const position = batch.payloads.push(payload) - 1;
    const results = await batch.results;
    if (!Array.isArray(results))
      throw new LambdaFailure("BatchInvoke needs a list as answer.", "Lambda:IllegalArgument");
    return results[position] ?? null;
  }
}

class LambdaFailure extends Error {
  readonly type: string;

  constructor(message: string, type: string) {
    super(message);
    this.type = type;
  }
}
