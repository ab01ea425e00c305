import { randomIds } from "../../../../../src/local/kernel/ids.ts";
import type { Call, Caller } from "../../../../../src/local/kernel/service.ts";
import { openStore } from "../../../../../src/local/kernel/store.ts";
import { WireError } from "../../../../../src/local/kernel/wire-error.ts";
import { cognito } from "../../../../../src/local/services/cognito/index.ts";
import { identities } from "../../../../../src/local/services/iam/identities.ts";
import { iamState } from "../../../../../src/local/services/iam/state.ts";

export interface TriggerEvent {
  readonly version: string;
  readonly triggerSource: string;
  readonly userName: string;
  readonly request: Record<string, unknown>;
  readonly response: Record<string, unknown>;
}

/** The service alone, with a clock that tests move and functions that tests write. */
export function aloneCognito() {
  const time = { now: Date.parse("2026-11-22T12:00:00Z") };
  const events: TriggerEvent[] = [];
  const callers: Caller[] = [];
  const functions: Record<string, (event: TriggerEvent) => object | Promise<object>> = {};
  const store = openStore(null);
  const clock = { now: () => time.now };
  const service = cognito({
    clock,
    ids: randomIds,
    region: "eu-west-1",
    accountId: "000000000000",
    store,
    identities: identities(iamState(store), clock, "000000000000", "eu-west-1"),
    blobFolder: "",
    baseUrl: () => "http://localhost:4500",
    currentAddress: (text: string) => text,
    resourceTypes: () => new Map(),
    log: () => {},
    async call(name, _operation, input, caller) {
      if (name !== "lambda") throw new WireError("InternalFailure", `There is no service ${name}`, 500);
      const { FunctionName, Payload } = input as { FunctionName: string; Payload: Buffer };
      const event = JSON.parse(Payload.toString()) as TriggerEvent;
      events.push(event);
      callers.push(caller);
      try {
        const returned = (await functions[FunctionName]?.(event)) ?? event;
        return { StatusCode: 200, Payload: Buffer.from(JSON.stringify(returned)) };
      } catch (error) {
        const errorMessage = error instanceof Error ? error.message : String(error);
        return {
          StatusCode: 200,
          FunctionError: "Unhandled",
          Payload: Buffer.from(JSON.stringify({ errorMessage, errorType: "Error" })),
        };
      }
    },
  });
  const call = { service: "cognito", operation: "", requestId: "", request: null } as unknown as Call;
  return {
    time,
    events,
    callers,
    functions,
    async send<T>(operation: string, input: object): Promise<T> {
      return (await service.operations[operation]?.handle(input as never, call)) as T;
    },
  };
}
