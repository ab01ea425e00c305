import { Flags } from "@oclif/core";

/** Which local cloud a command means. */
export const stateFlag = Flags.string({
  summary: "Folder of its state. Left out: .plinth/cloud of the project, or outside of projects your own.",
  helpValue: "<folder>",
});
