import { expect, test } from "vitest";
import { syntheticBackend } from "../../../support/backends/synthetic.ts";

test("adding a model changes only the models it belongs to", () => {
  const before = new Map(syntheticBackend(200).models.map((model) => [model.name, model]));
  const changed = syntheticBackend(201).models.filter((model) => {
    return JSON.stringify(before.get(model.name)) !== JSON.stringify(model);
  });
  expect(changed).toHaveLength(2);
});
