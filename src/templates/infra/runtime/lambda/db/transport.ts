import { setTimeout as wait } from "node:timers/promises";
import { isErrorType } from "../function-error.ts";
import type { Authorize } from "./authorize.ts";
import { DbError } from "./db-error.ts";

/** One GraphQL operation. */
export interface Operation {
  /** For error messages: the field. */
  readonly name: string;
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** May it be sent twice? Reads may; changes only where the API surely did not act. */
  readonly repeatable: boolean;
}

/** Sends operations to the API. */
export type Transport = (operation: Operation) => Promise<Readonly<Record<string, unknown>>>;

interface Answer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly {
    readonly errorType?: string | null;
    readonly message?: string;
    readonly errorInfo?: Readonly<Record<string, unknown>> | null;
  }[];
}

const mostAttempts = 4;
/** AppSync itself gives up after 30 seconds. */
const timeoutMs = 29_000;
/** The API was too busy to begin. */
const notBegun: ReadonlySet<number> = new Set([429, 503]);

/**
 * @param url AppSync's GraphQL endpoint
 * @param authorize proves who calls
 */
export function createTransport(url: string, authorize: Authorize): Transport {
  return async (operation) => {
    const body = JSON.stringify({ query: operation.document, variables: operation.variables });
    for (let attempt = 1; ; attempt++) {
      const response = await post(url, body, await authorize(url, body), operation).catch(
        (error: unknown) => {
          if (!operation.repeatable || attempt === mostAttempts) throw error;
          return null;
        },
      );
      if (response !== null && !isWorthRepeating(response.status, operation, attempt)) {
        return readAnswer(operation, response);
      }
      await response?.body?.cancel();
      await wait(50 * 2 ** attempt * (0.5 + Math.random()));
    }
  };
}

async function post(url: string, body: string, headers: Headers, { name }: Operation): Promise<Response> {
  try {
    return await fetch(url, { method: "POST", headers, body, signal: AbortSignal.timeout(timeoutMs) });
  } catch (cause) {
    throw new Error(`The API could not be reached for ${name}.`, { cause });
  }
}

function isWorthRepeating(status: number, { repeatable }: Operation, attempt: number): boolean {
  return attempt < mostAttempts && (notBegun.has(status) || (repeatable && status >= 500));
}

async function readAnswer(
  { name }: Operation,
  response: Response,
): Promise<Readonly<Record<string, unknown>>> {
  const text = await response.text();
  const answer = parse(text);
  const [error] = answer?.errors ?? [];
  if (error !== undefined) {
    // A token that is refused: AppSync says UnauthorizedException with status 401.
    const type = error.errorType?.replace(/^UnauthorizedException$/, "Unauthorized") ?? "Invalid document";
    const message = error.message ?? "The operation failed.";
    // Of anything else, such as a throttled table, the function's own caller should not hear.
    if (!isErrorType(type)) throw new Error(`${name} failed. ${type}: ${message}`);
    throw new DbError(type, message, name, error.errorInfo ?? null);
  }
  if (!response.ok || answer?.data === undefined || answer.data === null) {
    throw new Error(`The API answered ${name} with status ${response.status}.`);
  }
  return answer.data;
}

function parse(text: string): Answer | null {
  try {
    const answer: unknown = JSON.parse(text);
    return typeof answer === "object" ? answer : null;
  } catch {
    return null;
  }
}
