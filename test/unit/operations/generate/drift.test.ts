import { expect, test } from "vitest";
import { refuseDrift, refuseHandEdits } from "../../../../src/operations/generate/drift.ts";

test("nothing to do is no drift", () => {
  expect(() => refuseDrift({ created: [], updated: [], pruned: [] })).not.toThrow();
  expect(() => refuseHandEdits({ handEdited: [] })).not.toThrow();
});

test("each file says in what way it differs", () => {
  expect(() => refuseDrift({ created: ["a.ts"], updated: ["b.ts"], pruned: ["c.ts"] })).toThrow(
    expect.objectContaining({
      code: "OUT_OF_DATE",
      exit: 2,
      message: "infra/ does not match models and functions: 3 files.",
      problems: [
        expect.objectContaining({ file: "a.ts", message: "is missing." }),
        expect.objectContaining({ file: "b.ts", message: "is out of date." }),
        expect.objectContaining({ file: "c.ts", message: "is no longer wanted." }),
      ],
    }),
  );
});

test("a hand edit names the file and the way out", () => {
  expect(() => refuseHandEdits({ handEdited: ["infra/app.ts"] })).toThrow(
    expect.objectContaining({
      code: "GENERATED_FILE_EDITED",
      message: "1 generated file was edited by hand. Nothing was written.",
      remedy: expect.stringContaining("plinth generate --force"),
      problems: [expect.objectContaining({ file: "infra/app.ts" })],
    }),
  );
});
