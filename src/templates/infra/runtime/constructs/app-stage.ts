import { createHash } from "node:crypto";
import type { App } from "../cdk.cjs";
import type { AppSettings, StageSettings } from "./settings.ts";

/** Lambda's limit for a function's name. */
const longestName = 64;

/** One app in one stage, and the names that follow from the two. */
export class AppStage {
  readonly app: AppSettings;
  readonly stage: StageSettings;

  constructor(app: AppSettings, stage: StageSettings) {
    this.app = app;
    this.stage = stage;
  }

  /**
   * The stage that the context asks for (`cdk synth -c stage=prod`), or the first one.
   *
   * @throws where the app has no stage of that name
   */
  static fromContext(cdkApp: App, app: AppSettings): AppStage {
    const wanted: unknown = cdkApp.node.tryGetContext("stage") ?? app.stages[0]?.name;
    const stage = app.stages.find(({ name }) => name === wanted);
    if (stage === undefined) {
      const known = app.stages.map(({ name }) => name).join(", ");
      throw new Error(`There is no stage "${String(wanted)}". The stages of ${app.name} are: ${known}.`);
    }
    return new AppStage(app, stage);
  }

  /** `acme-prod`: the beginning of every name. */
  get prefix(): string {
    return `${this.app.name}-${this.stage.name}`;
  }

  /**
   * The name of a Lambda function, the same in every template that mentions it, so that no stack has to hand it to
   * another. Names over Lambda's limit are cut and end in a hash.
   */
  functionName(name: string): string {
    const whole = `${this.prefix}-${name}`;
    if (whole.length <= longestName) return whole;
    const hash = createHash("sha256").update(whole).digest("hex").slice(0, 8);
    return `${whole.slice(0, longestName - 9)}-${hash}`;
  }

  /** The name of an SSM parameter of this stage: `/acme/prod/table/name`. */
  parameterName(path: string): string {
    return `/${this.app.name}/${this.stage.name}/${path}`;
  }
}
