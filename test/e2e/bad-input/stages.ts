import { type Row, rows } from "./row.ts";

/** Commands on a stage, before a cloud is asked. */
export const stages: readonly Row[] = [
  ...rows("status", [
    ["--stage prd", '"prd"', "The stages are: "],
    ["--stage", "--stage", "plinth status --help"],
    ["prod", "prod", "plinth status --help"],
    ["--stgae dev", "--stgae", "--stage"],
  ]),
  ...rows("outputs", [
    ["--stage prd", '"prd"', "The stages are: "],
    ["--format xml", "--format", "plinth outputs --help"],
    ["--format", "--format", "plinth outputs --help"],
  ]),
  ...rows("open", [
    ["cloudfront", "cloudfront", "plinth open --help"],
    ["api users", "users", "plinth open --help"],
    ["api --stage prd", '"prd"', "The stages are: "],
  ]),
  ...rows("destroy", [
    ["--stage prd", '"prd"', "The stages are: "],
    ["--confirm", "--confirm", "plinth destroy --help"],
    ["dev", "dev", "plinth destroy --help"],
    ["--keepdata", "--keepdata", "--keep-data"],
  ]),
  ...["status", "outputs", "open", "destroy"].map((words) => ({
    words,
    files: { "plinth.config.ts": null },
    place: "plinth.config.ts",
    remedy: "plinth init",
  })),
];
