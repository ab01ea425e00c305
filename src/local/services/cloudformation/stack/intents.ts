import { Readable } from "node:stream";
import { deserialize, serialize } from "node:v8";
import { Bug } from "../../../kernel/bug.ts";
import type { CallPort, Properties, ServiceContext } from "../../../kernel/service.ts";
import { WireError } from "../../../kernel/wire-error.ts";
import type { StackResource } from "../state.ts";

/** What a resource shall be. */
export interface Outline
  extends Pick<StackResource, "logicalId" | "type" | "deletionPolicy" | "updateReplacePolicy" | "needs"> {
  readonly properties: Properties;
}

/** What is about to be done to one resource, noted before its handler is called. */
export interface Intent {
  readonly stackId: string;
  readonly kind: "create" | "update";
  readonly outline: Outline;
  /** What its generated names end in, so that they are the same when the handler is called again. */
  readonly seed: string;
}

/**
 * Notes of what handlers are doing, so that after a crash nothing is made that no stack knows of: which handler was called,
 * and what the operations it called have answered. A handler that was cut off is called again; what it had done by then is
 * not done a second time but answered from the notes.
 */
export interface Intents {
  begin(stackId: string, kind: Intent["kind"], outline: Outline): Intent;
  /** Once the stack itself tells what became of it. */
  forget(stackId: string, logicalId: string): void;
  /** Those of a stack that were never forgotten. */
  of(stackId: string): Intent[];
  /** The way to other services for the handler: notes what they answer, in the transaction that makes it true. */
  noting(intent: Intent): CallPort;
}

interface Answer {
  readonly operation: string;
  /** Output or error, serialized, in base64: outputs have bytes and dates. */
  readonly output?: string;
  readonly error?: string;
}

export function intents({ store, call, ids }: Pick<ServiceContext, "store" | "call" | "ids">): Intents {
  const begun = store.collection<Intent>("cloudformation.intents");
  const answers = store.collection<Answer>("cloudformation.intent-answers");
  const prefix = (stackId: string, logicalId: string) => `${stackId}#${logicalId}#`;

  function forget(stackId: string, logicalId: string): void {
    const key = prefix(stackId, logicalId);
    store.transaction(() => {
      begun.delete(key);
      for (const answer of answers.list({ prefix: key })) answers.delete(answer.key);
    });
  }

  return {
    begin(stackId, kind, outline) {
      const key = prefix(stackId, outline.logicalId);
      const intent: Intent = { stackId, kind, outline, seed: ids.upper(12) };
      store.transaction(() => {
        // One that was left by a failure of the cloud itself: its answers are not this one's.
        if (begun.get(key) !== undefined) forget(stackId, outline.logicalId);
        begun.put(key, intent);
      });
      return intent;
    },

    forget,

    of: (stackId) => begun.list({ prefix: `${stackId}#` }).map(({ value }) => value),

    noting({ stackId, outline }) {
      let count = 0;
      return async (service, operation, input, as) => {
        const key = prefix(stackId, outline.logicalId) + String(count++).padStart(4, "0");
        const name = `${service}:${operation}`;
        const known = answers.get(key);
        if (known !== undefined) return replay(known, name);
        let noted = false;
        const note = (answer: Omit<Answer, "operation">) => {
          noted = true;
          answers.put(key, { operation: name, ...answer });
        };
        const noteOutput = (output: unknown) => {
          // What streams was only read, and is read anew.
          if (!Object.values(output ?? {}).some((value) => value instanceof Readable))
            note({ output: pack(output) });
        };
        try {
          const output = await call(service, operation, input, as, (work) =>
            store.transaction(() => {
              const result = work();
              if (!(result instanceof Promise)) noteOutput(result);
              return result;
            }),
          );
          // Asynchronous operations that note nothing by themselves change nothing when repeated.
          if (!noted) noteOutput(output);
          return output;
        } catch (error) {
          if (!(error instanceof WireError)) throw error;
          const { code, message, status, members } = error;
          note({ error: pack({ code, message, status, members }) });
          throw error;
        }
      };
    },
  };
}

const pack = (value: unknown): string => serialize(value).toString("base64");
const unpack = <T>(text: string): T => deserialize(Buffer.from(text, "base64"));

function replay({ operation, output, error }: Answer, name: string): Record<string, unknown> {
  if (operation !== name) throw new Bug(`Noted was ${operation}, and now asked is ${name}`);
  if (output !== undefined) return unpack(output);
  const { code, message, status, members } = unpack<Omit<WireError, "name">>(error ?? "");
  throw new WireError(code, message, status, members);
}
