import { randomBytes } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { createChangeSet, type NewChangeSet } from "../../aws/cloudformation/create-change-set.ts";
import { deleteChangeSet } from "../../aws/cloudformation/delete-change-set.ts";
import { describeChangeSet, type ResourceChange } from "../../aws/cloudformation/describe-change-set.ts";
import type { Connection } from "../../aws/connection.ts";
import { exitCode, UserError } from "../../errors/user-error.ts";

/** What CloudFormation would do to a stack, computed by CloudFormation itself. */
export interface ChangeSet {
  readonly id: string;
  /** Those of nested stacks too, where they were asked for. */
  readonly changes: readonly ResourceChange[];
}

/**
 * Has CloudFormation compute what a template changes.
 *
 * @returns null where it changes nothing
 * @throws UserError TEMPLATE_REFUSED with CloudFormation's reason
 */
export async function prepareChangeSet(
  connection: Connection,
  input: Omit<NewChangeSet, "name">,
  signal: AbortSignal,
): Promise<ChangeSet | null> {
  const name = `plinth-${Date.now()}-${randomBytes(3).toString("hex")}`;
  let id: string;
  try {
    id = await createChangeSet(connection, { ...input, name });
  } catch (error) {
    if (error instanceof Error && error.name === "ValidationError") throw refused(input.stack, error.message);
    throw error;
  }
  for (let pause = 20; ; pause = Math.min(pause * 1.5, 2000)) {
    const { status, reason, changes } = await describeChangeSet(connection, id);
    if (status === "CREATE_COMPLETE") return { id, changes: await withNested(connection, changes) };
    if (status === "FAILED") {
      await deleteChangeSet(connection, id);
      if (saysNoChanges(reason)) return null;
      throw refused(input.stack, reason ?? "CloudFormation gives no reason.");
    }
    await delay(pause, undefined, { signal });
  }
}

/** CloudFormation has no status of its own for "nothing to do". */
function saysNoChanges(reason: string | null): boolean {
  return /didn't contain changes|No updates are to be performed/i.test(reason ?? "");
}

async function withNested(
  connection: Connection,
  changes: readonly ResourceChange[],
): Promise<readonly ResourceChange[]> {
  const below = await Promise.all(
    changes.map(async ({ changeSet }) =>
      changeSet === null
        ? []
        : withNested(connection, (await describeChangeSet(connection, changeSet)).changes),
    ),
  );
  return [...changes, ...below.flat()];
}

function refused(stack: string, reason: string): UserError {
  return new UserError({
    code: "TEMPLATE_REFUSED",
    message: `CloudFormation does not take the template of ${stack}: ${reason}`,
    remedy: "Nothing was changed. Correct what it names (look at infra/custom.ts first), and deploy again.",
    exit: exitCode.cloudFailed,
  });
}
