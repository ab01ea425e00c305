import type { Danger } from "../../deploy/plan/danger.ts";
import { exitCode, UserError } from "../../errors/user-error.ts";

/** @throws UserError DATA_LOSS where something would be lost that nobody has agreed to lose */
export function refuseDangers(dangers: readonly Danger[]): void {
  const open = dangers.filter(({ accepted }) => !accepted);
  if (open.length === 0) return;
  throw new UserError({
    code: "DATA_LOSS",
    message: `This deployment would lose data, so it was not begun: ${open.length === 1 ? "1 change" : `${open.length} changes`}.`,
    remedy: "Take the change back; or name it, where it is meant: each flag allows exactly that one.",
    problems: open.map(({ id, sentence }) => ({
      file: null,
      line: null,
      message: sentence,
      remedy: `--accept ${id}`,
    })),
    exit: exitCode.refused,
  });
}
