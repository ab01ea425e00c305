import { generatedExample } from "../../examples/example-project.ts";
import { describeLifecycle } from "./project-lifecycle.ts";

describeLifecycle("the example calcom", () => generatedExample("calcom"));
