import type { FoundationStack } from "../../foundation-stack.ts";
import type { ServiceStack } from "../../service-stack.ts";
import type { App } from "../cdk.cjs";
import type { AppStage } from "./app-stage.ts";

/** What `infra/custom.ts` is given: the whole app, before it is synthesized. */
export interface Customization {
  readonly app: App;
  /** Which stage it is, and names that begin with app and stage. */
  readonly appStage: AppStage;
  readonly foundation: FoundationStack;
  readonly service: ServiceStack;
}
