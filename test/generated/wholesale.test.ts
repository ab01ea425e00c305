import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { deployWholesale, type Wholesale } from "./wholesale/deploy-wholesale.ts";
import { describeAccess } from "./wholesale/describe-access.ts";
import { describeIndexes } from "./wholesale/describe-indexes.ts";
import { describeIsolation } from "./wholesale/describe-isolation.ts";
import { describeLifetimes } from "./wholesale/describe-lifetimes.ts";
import { describeOperations } from "./wholesale/describe-operations.ts";
import { describePaging } from "./wholesale/describe-paging.ts";
import { describeReads } from "./wholesale/describe-reads.ts";
import { describeRelations } from "./wholesale/describe-relations.ts";
import { describeValidation } from "./wholesale/describe-validation.ts";
import { describeWriters } from "./wholesale/describe-writers.ts";

// Some of these call thousands of operations; a busy machine takes its time.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

/** One deployment for all that is shown on it: generated, synthesized, deployed, and called over the wire. */
let wholesale: Wholesale;

beforeAll(async () => {
  wholesale = await deployWholesale();
});

afterAll(() => wholesale?.close());

const api = () => wholesale;

describe("a project of 34 models", () => {
  test("is of the size that is meant", () => {
    expect(wholesale.backend.models.length).toBeGreaterThanOrEqual(30);
  });

  describeOperations(api);
  describeRelations(api);
  describeReads(api);
  describePaging(api);
  describeIndexes(api);
  describeWriters(api);
  describeValidation(api);
  describeAccess(api);
  describeLifetimes(api);
  // Last, since it ends the stranger's live updates.
  describeIsolation(api);

  test("has no field with a resolver that was not called, and worked", () => {
    const { fields, all } = wholesale.coverage;
    expect([...all].filter((field) => !fields.has(field))).toEqual([]);
    expect(fields).toEqual(all);
  });
});
