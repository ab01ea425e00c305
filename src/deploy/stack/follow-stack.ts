import { setTimeout as delay } from "node:timers/promises";
import { describeStack, type StackDescription } from "../../aws/cloudformation/describe-stack.ts";
import { listStackEvents, type StackEvent } from "../../aws/cloudformation/list-stack-events.ts";
import type { Connection } from "../../aws/connection.ts";

const firstPauseMs = 40;
/** CloudFormation allows about two such calls a second in an account. */
const longestPauseMs = 2000;

export interface FollowOptions {
  /** The newest event before what is followed; null: there is none. */
  readonly after: StackEvent | null;
  readonly signal: AbortSignal;
  /** Told each event of the stack and of the stacks nested in it, as it is learnt. */
  onEvent(event: StackEvent): void;
}

/**
 * Waits until a stack stands still, and tells what happens meanwhile.
 *
 * @param stack ARN, so that it is known also once it is deleted
 * @returns the stack in the end; null: it is gone
 */
export async function followStack(
  connection: Connection,
  stack: string,
  { after, signal, onEvent }: FollowOptions,
): Promise<StackDescription | null> {
  const seen = new Map<string, string | null>([[stack, after?.id ?? null]]);
  for (let pause = firstPauseMs; ; pause = Math.min(pause * 1.5, longestPauseMs)) {
    // Asked for before the events, so that no event of the last moment is missed.
    const now = await describeStack(connection, stack);
    let end = false;
    // Goes on to what is added meanwhile: a nested stack that is learnt of in the end is heard, too.
    for (const [id, last] of seen) {
      // A nested stack tells its whole life, of which only the present counts.
      for (const event of await listStackEvents(connection, id, last, after?.at ?? null)) {
        seen.set(id, event.id);
        pause = Math.min(pause, longestPauseMs / 4);
        onEvent(event);
        if (event.physicalId === stack && !isMoving(event.status)) end = true;
        const nested = nestedStackOf(event);
        if (nested !== null && !seen.has(nested)) seen.set(nested, null);
      }
    }
    if (now === null || now.status === "DELETE_COMPLETE") return null;
    if (!isMoving(now.status)) return now;
    // It has come to its end since it was described: how it stands can be asked at once.
    if (!end) await delay(pause, undefined, { signal });
  }
}

/** Is CloudFormation at work on the stack? */
export function isMoving(status: string): boolean {
  return status.endsWith("_IN_PROGRESS") && status !== "REVIEW_IN_PROGRESS";
}

function nestedStackOf({ type, physicalId, stackId }: StackEvent): string | null {
  return type === "AWS::CloudFormation::Stack" && physicalId !== stackId ? physicalId : null;
}
