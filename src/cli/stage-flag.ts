import { Flags } from "@oclif/core";

/** Which stage a command acts on. */
export const stageFlag = Flags.string({
  char: "s",
  default: "local",
  env: "PLINTH_STAGE",
  summary: "Stage to act on. Left out: PLINTH_STAGE, or local.",
  helpValue: "<local|dev|prod>",
});
