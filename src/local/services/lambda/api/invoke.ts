import type { InvocationRequest, InvocationResponse } from "@aws-sdk/client-lambda";
import type { Operation } from "../../../kernel/service.ts";
import { notSupportedHere } from "../../../kernel/wire-error.ts";
import type { Engine } from "../engine.ts";
import { invalidContent, payloadTooLarge, validation } from "../errors.ts";
import { findTarget, functionAccess, readReference } from "../functions.ts";
import { traceHeader } from "../trace-header.ts";

const largestSynchronous = 6_291_456;
const largestAsynchronous = 1_048_576;
/** The end of the log that a caller can ask for. */
const tailBytes = 4096;

/** https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html */
export const invoke = ({
  state,
  context,
  executor,
  events,
}: Engine): Operation<InvocationRequest, InvocationResponse> => ({
  access: (input) =>
    functionAccess("InvokeFunction", readReference(input.FunctionName, input.Qualifier), state, context),

  async handle(input, call) {
    if (input.TenantId ?? input.DurableExecutionName)
      throw notSupportedHere("invocations with a tenant or of durable functions");
    const wanted = readReference(input.FunctionName, input.Qualifier);
    const target = findTarget(state, wanted, context);
    const type = input.InvocationType ?? "RequestResponse";
    if (!["RequestResponse", "Event", "DryRun"].includes(type)) {
      throw validation(
        `1 validation error detected: Value '${type}' at 'invocationType' failed to satisfy constraint: Member must satisfy enum value set: [RequestResponse, Event, DryRun]`,
      );
    }
    if (type === "DryRun") return { StatusCode: 204, ExecutedVersion: target.configuration.version };
    const payload = readPayload(input.Payload, type);
    const invocation = {
      requestId: call.requestId,
      payload,
      trace: traceHeader(
        call.request?.headers["x-amzn-trace-id"],
        target.configuration.tracing === "Active",
        context,
      ),
      clientContext: input.ClientContext ?? null,
    };
    if (type === "Event") {
      events.add(wanted.name, wanted.qualifier ?? "$LATEST", invocation);
      return { StatusCode: 202 };
    }
    const { payload: answer, error, log } = await executor.run(target, invocation);
    return {
      StatusCode: 200,
      FunctionError: error === null ? undefined : "Unhandled",
      LogResult: input.LogType === "Tail" ? tailOf(log) : undefined,
      Payload: answer as NonNullable<InvocationResponse["Payload"]>,
      ExecutedVersion: target.configuration.version,
    };
  },
});

/** @throws WireError where it is too large, or no JSON */
function readPayload(payload: Uint8Array | string | undefined, type: string): string {
  const bytes = Buffer.from(payload ?? "");
  const limit = type === "Event" ? largestAsynchronous : largestSynchronous;
  if (bytes.length > limit) throw payloadTooLarge(bytes.length, type, limit);
  const text = bytes.toString("utf8");
  if (text.trim() === "") return "{}";
  try {
    JSON.parse(text);
  } catch (error) {
    throw invalidContent(`Could not parse request body into json: ${(error as Error).message}`);
  }
  return text;
}

function tailOf(log: readonly string[]): string {
  const text = log.map((line) => (line.endsWith("\n") ? line : `${line}\n`)).join("");
  return Buffer.from(text).subarray(-tailBytes).toString("base64");
}
