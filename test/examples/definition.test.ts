import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadExamples, slotTables } from "../../scripts/count-slots.ts";
import { assignLock } from "../../src/definition/assign-lock.ts";
import type { Backend } from "../../src/definition/ir.ts";
import { slotCount } from "../../src/definition/lock.ts";
import { parseLock } from "../../src/definition/parse-lock.ts";
import { printLock } from "../../src/definition/print-lock.ts";

const folder = join(import.meta.dirname, "../../examples");
const examples = await loadExamples();

function backendOf(name: string): Backend {
  const example = examples.find((each) => each.folder === name);
  if (example === undefined) throw new Error(`There is no example ${name}.`);
  return example.backend;
}

describe("the examples", () => {
  test("are real in size", () => {
    expect(backendOf("calcom").models.length).toBeGreaterThanOrEqual(80);
    expect(backendOf("langfuse").models.length).toBeGreaterThanOrEqual(30);
  });

  test.each(examples)(
    "$folder has its place for every index and model in the lock",
    ({ folder: name, backend }) => {
      const text = readFileSync(join(folder, name, "plinth.lock.json"), "utf8");
      expect(printLock(assignLock(backend, parseLock(text)))).toBe(text);
    },
  );

  test.each(examples)("$folder needs no more index slots than a table has", ({ backend }) => {
    const over = backend.models.filter((model) => model.indexes.length > slotCount);
    expect(over.map(({ name }) => name)).toEqual([]);
  });

  test("the README says how many index slots they need", () => {
    expect(readFileSync(join(folder, "README.md"), "utf8")).toContain(slotTables(examples));
  });

  test("field-service shows every trigger, scope and kind of relation", () => {
    const { functions, models } = backendOf("field-service");
    expect(new Set(functions.map(({ trigger }) => trigger.kind))).toEqual(
      new Set(["query", "mutation", "http", "schedule", "modelChange", "fileUpload", "signIn"]),
    );
    expect(new Set(models.map(({ scope }) => scope))).toEqual(new Set(["tenant", "user", "global"]));
    expect(new Set(models.flatMap(({ relations }) => relations.map(({ kind }) => kind)))).toEqual(
      new Set(["belongsTo", "hasMany", "hasOne", "manyToMany"]),
    );
  });
});

describe("Cal.com keeps the relations of its source", () => {
  const models = new Map(backendOf("calcom").models.map((model) => [model.name, model]));

  test("three schedules of an event type stay apart", () => {
    const schedule = models.get("Schedule")?.relations.filter(({ target }) => target === "EventType");
    expect(schedule?.map((relation) => ("via" in relation ? relation.via : null))).toEqual([
      "schedule",
      "instantMeetingSchedule",
      "restrictionSchedule",
    ]);
  });

  test("a person's bookings come by their end, from the index that was declared for it", () => {
    const booking = models.get("Booking");
    const user = booking?.relations.find(({ name }) => name === "user");
    expect(user).toMatchObject({ kind: "belongsTo", index: "byUser", onDelete: "cascade", required: false });
    expect(booking?.indexes.find(({ name }) => name === "byUser")).toMatchObject({
      hash: ["userId"],
      sort: ["endTime"],
    });
  });

  test("one host a person and event type, and one location a host", () => {
    const host = models.get("Host");
    expect(host?.uniques.map(({ fields }) => fields)).toContainEqual(["userId", "eventTypeId"]);
    expect(models.get("HostLocation")?.uniques.map(({ fields }) => fields)).toEqual([["hostId"]]);
  });
});

describe("Langfuse keeps the constraints of its source", () => {
  const models = new Map(backendOf("langfuse").models.map((model) => [model.name, model]));

  test("a version of a prompt is unique in its project", () => {
    expect(models.get("Prompt")?.uniques.map(({ fields }) => fields)).toEqual([
      ["projectId", "name", "promptVersion"],
    ]);
  });

  test("an integration there is once a project", () => {
    for (const name of ["PosthogIntegration", "MixpanelIntegration", "BlobStorageIntegration"]) {
      expect(models.get(name)?.uniques.map(({ fields }) => fields)).toEqual([["projectId"]]);
    }
  });
});
