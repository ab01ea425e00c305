import { loopLimit } from "../javascript/supported.ts";
import { type Evaluation, utilsModule } from "./appsync-module.ts";
import type { Context } from "./context.ts";
import { dynamodbModule } from "./dynamodb-module.ts";
import { jsonText } from "./json-text.ts";
import { moduleToScript } from "./module-to-script.ts";
import { type LogLine, noExtensions, type Outcome } from "./outcome.ts";
import { rdsModule } from "./rds/rds-module.ts";
import { createRealm } from "./realm.ts";
import { AppSyncError, EarlyReturn, UnknownBehaviour } from "./signals.ts";

export interface CompiledFunction {
  /** Runs the request or the response handler. A function without the handler passes: request null, response ctx.result. */
  evaluate(handler: "request" | "response", context: Context): Outcome;
}

/**
 * Loads bundled APPSYNC_JS code into a realm of its own.
 *
 * @param code one ES module that imports at most `@aws-appsync/utils` and `@aws-appsync/utils/dynamodb`
 * @param now the clock of `util.time` and the ids, in milliseconds since 1970
 */
export function compileFunction(code: string, now: () => number = Date.now): CompiledFunction {
  const realm = createRealm();
  const handlers: Record<string, (context: unknown) => unknown> = {};
  let evaluation = begin(null);
  let turns = 0;
  const utils = utilsModule(() => evaluation, now);
  const log =
    (level: LogLine["level"], place: string) =>
    (...values: unknown[]) =>
      void evaluation.logs.push({
        level,
        text: `${place}: ${values.map((value) => JSON.stringify(value)).join(" ")}`,
      });
  realm.run(moduleToScript(code), {
    __modules: {
      "@aws-appsync/utils": utils,
      "@aws-appsync/utils/dynamodb": dynamodbModule,
      "@aws-appsync/utils/rds": rdsModule,
    },
    __exports: handlers,
    __turn: () => {
      turns += 1;
      if (turns > loopLimit) throw new Error(`More than ${loopLimit} loop iterations`);
    },
    __log: log,
    ...utils,
  });

  return {
    evaluate(name, context) {
      const inside = realm.lazily(members, (member) =>
        // What came before is known as text already; what is around it is made anew for each handler.
        member === "prev" && context.prev
          ? `{"result":${jsonText(context.prev.result)}}`
          : jsonText(context[member as keyof Context]),
      );
      evaluation = begin(context.identity);
      turns = 0;
      const handler = handlers[name];
      const run = (): Outcome["end"] => {
        if (handler === undefined)
          return { kind: "value", value: name === "request" ? null : context.result };
        try {
          return { kind: "value", value: realm.outward(handler(inside.value)) };
        } catch (thrown) {
          return endOf(thrown, realm.outward);
        }
      };
      const end = run();
      const stash = inside.touched("stash")
        ? (realm.outward(inside.value["stash"]) as Record<string, unknown>)
        : context.stash;
      return { ...evaluation, end, stash };
    },
  };
}

/** Of `ctx`; `args` is another name for `arguments`. */
const members = [
  "arguments",
  "args",
  "identity",
  "source",
  "stash",
  "result",
  "prev",
  "error",
  "request",
  "info",
  "env",
];

const begin = (identity: unknown): Evaluation => ({
  identity,
  appended: [],
  extensions: noExtensions(),
  logs: [],
  headers: {},
});

/** Whatever stopped a handler, with its values copied out of the realm. */
function endOf(thrown: unknown, outward: (value: unknown) => unknown): Outcome["end"] {
  if (thrown instanceof UnknownBehaviour) throw thrown;
  if (thrown instanceof EarlyReturn) {
    return { kind: "earlyReturn", signal: new EarlyReturn(outward(thrown.value), thrown.skipTo) };
  }
  if (thrown instanceof AppSyncError) {
    const { message, errorType, data, errorInfo } = thrown;
    return { kind: "error", error: new AppSyncError(message, errorType, outward(data), outward(errorInfo)) };
  }
  const message = thrown instanceof Object && "message" in thrown ? String(thrown.message) : String(thrown);
  const text = (thrown as { readonly message?: unknown } | null)?.message ?? message;
  return { kind: "error", error: new AppSyncError(`Runtime Error: ${text}`, "Code", null, null, thrown) };
}
