import { expect, test } from "vitest";
import type { Backend, Model } from "../../src/definition/ir.ts";
import type { Lock } from "../../src/definition/lock.ts";
import { lockFor } from "../support/backends/lock-for.ts";
import { model } from "../support/backends/parts.ts";
import { syntheticBackend } from "../support/backends/synthetic.ts";
import { type Assembly, synth } from "./support/synth.ts";
import { temporaryProject } from "./support/temporary-project.ts";
import { writeProject } from "./support/write-project.ts";

const byName = (a: Model, b: Model): number => (a.name < b.name ? -1 : 1);

/** A backend with one model more, in a nested stack of its choice, as `plinth add-model` would leave it. */
function withModel(backend: Backend, lock: Lock, added: Model, shard: number): [Backend, Lock] {
  return [
    { ...backend, models: [...backend.models, added].toSorted(byName) },
    { ...lock, models: { ...lock.models, [added.name]: { shard, retired: false, indexes: {} } } },
  ];
}

/** The same backend with an index more on its first model. */
function withIndex(backend: Backend, lock: Lock): [Backend, Lock] {
  const [first, ...others] = backend.models;
  const locked = first && lock.models[first.name];
  if (first === undefined || locked === undefined) throw new Error("The backend has no models.");
  const index = {
    name: "byScore",
    hash: ["status"],
    sort: ["score"],
    origin: "declared",
    description: null,
  } as const;
  const slot = { slot: 11, revision: 1, hash: index.hash, sort: index.sort, retired: false };
  return [
    { ...backend, models: [{ ...first, indexes: [...first.indexes, index] }, ...others] },
    {
      ...lock,
      models: { ...lock.models, [first.name]: { ...locked, indexes: { ...locked.indexes, byScore: slot } } },
    },
  ];
}

/** Which nested template holds the resolvers of which fields. */
function placesOf(assembly: Assembly): Record<string, string> {
  return Object.fromEntries(
    Object.entries(assembly.templates).flatMap(([name, { Resources }]) =>
      Object.values(Resources)
        .filter(({ Type }) => Type === "AWS::AppSync::Resolver")
        .map(({ Properties }) => [`${Properties?.["TypeName"]}.${Properties?.["FieldName"]}`, name]),
    ),
  );
}

const foundation = (assembly: Assembly): string =>
  Object.entries(assembly.texts).find(([name]) => name.endsWith("-foundation.template.json"))?.[1] ?? "";

test("model 201 and a new index change nothing in the foundation and move no model", async () => {
  const backend = syntheticBackend(200);
  const lock = lockFor(backend);
  const project = temporaryProject(backend, lock);
  const before = await synth(project);

  const late = model("LateComer", { fields: [] });
  const grown = await synth(writeProject(project, ...withModel(backend, lock, late, 99)));
  expect(foundation(grown)).toBe(foundation(before));
  expect(placesOf(grown)).toMatchObject(placesOf(before));
  const changed = Object.keys(before.texts).filter((name) => grown.texts[name] !== before.texts[name]);
  // The root, which has the new nested stack and the schema. No other model's resolver is touched.
  expect(changed.filter((name) => name.includes("nested"))).toEqual([]);

  const indexed = await synth(writeProject(project, ...withIndex(backend, lock)));
  expect(foundation(indexed)).toBe(foundation(before));
  expect(placesOf(indexed)).toEqual(placesOf(before));
}, 120_000);
