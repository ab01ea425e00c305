import { afterAll, beforeAll, describe, vi } from "vitest";
import { exampleFolder } from "../examples/example-project.ts";
import { deployWholesale, type Wholesale } from "./wholesale/deploy-wholesale.ts";
import { describeOperations } from "./wholesale/describe-operations.ts";
import { describeRelations } from "./wholesale/describe-relations.ts";

/**
 * Every operation and relation of Langfuse's 61 models, which nobody designed for this. Takes a minute:
 * `PLINTH_WIRE_EXAMPLES=1 npx vitest run test/generated/langfuse.test.ts`.
 */
const wanted = process.env["PLINTH_WIRE_EXAMPLES"] === "1";

vi.setConfig({ testTimeout: 600_000, hookTimeout: 300_000 });

describe.runIf(wanted)("the example langfuse", () => {
  let langfuse: Wholesale;

  beforeAll(async () => {
    langfuse = await deployWholesale(exampleFolder("langfuse"));
  });

  afterAll(() => langfuse?.close());

  describeOperations(() => langfuse);
  describeRelations(() => langfuse);
});
