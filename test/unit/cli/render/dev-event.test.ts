import { expect, test } from "vitest";
import { renderDevEvent } from "../../../../src/cli/render/dev-event.ts";
import { plainStyle } from "../../../../src/cli/style.ts";
import { UserError } from "../../../../src/errors/user-error.ts";
import type { DevEvent } from "../../../../src/operations/dev.ts";
import { failed, files, live, request } from "../dev/events.ts";

const text = (event: DevEvent) => renderDevEvent(event, plainStyle);

test("a change is one line: when, where, what, how long", () => {
  const changes = [{ kind: "addField", model: "Invoice", field: "dueOn", to: "date?" } as const];
  expect(text(live({ changes }))).toBe("12:03:04 models/invoice.ts: field dueOn added; live in 412 ms\n");
});

test("several models are told apart, and long lists are cut", () => {
  const changes = ["a", "b", "c", "d", "e", "f"].map(
    (field, index) => ({ kind: "removeField", model: `M${index % 2}`, field, from: "text" }) as const,
  );
  const all = files(["infra/custom.ts", "plinth.config.ts", "models/b.ts", "models/a.ts"]);
  expect(text(live({ changes, files: all }))).toBe(
    "12:03:04 models/b.ts and 3 more: field M0.a removed, field M1.b removed, field M0.c removed, field M1.d removed and 2 more; live in 412 ms\n",
  );
});

test("code, the start, a repair and a deployment that was asked for", () => {
  expect(text(live({ files: files(["functions/greet/handler.ts"]) }))).toContain(
    "functions/greet/handler.ts: deployed; live in",
  );
  expect(text(live({ first: true, files: null }))).toBe("12:03:04 Ready in 412 ms\n");
  expect(text(live({ repaired: true }))).toContain("models/invoice.ts: as it was deployed; live in");
  expect(text(live({ files: null }))).toContain("redeploy: deployed;");
  const gone = { created: [], modified: [], deleted: ["models/tag.ts"] };
  expect(text({ kind: "unchanged", at: 0, files: gone })).toContain(
    "models/tag.ts removed: nothing to deploy",
  );
});

test("what is wrong is explained, with what is served meanwhile", () => {
  const error = new UserError({
    code: "DEFINITION_INVALID",
    message: "The definition of your backend has 1 problem.",
    remedy: "Correct it and run the command again.",
    problems: [{ file: "models/invoice.ts", line: 7, message: "No such model.", remedy: "Write one." }],
  });
  const lines = text(failed({ error })).split("\n");
  expect(lines[0]).toBe("12:03:04 models/invoice.ts: not deployed");
  expect(lines).toContain("  models/invoice.ts:7  No such model.");
  expect(lines).toContain("Fix: Correct it and save.");
  expect(lines.at(-2)).toBe("The last good version goes on being served.");
  expect(text(failed({ served: false }))).not.toContain("last good version");
  expect(text(failed({ accept: ["remove-field:Invoice.note"] }))).toContain("models/invoice.ts: waits\n");
});

test("what only the panel shows writes no line", () => {
  expect(text(request("getInvoice"))).toBe("");
  expect(text({ kind: "users", count: 0, latest: [] })).toBe("");
});
