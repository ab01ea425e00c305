import { join } from "node:path";
import { backend } from "./backend.gen.ts";
import { customize } from "./custom.ts";
import { FoundationStack } from "./foundation-stack.ts";
import { bundle } from "./runtime/bundle.ts";
import { App } from "./runtime/cdk.cjs";
import { AppStage } from "./runtime/constructs/app-stage.ts";
import { checkWithCdkNag } from "./runtime/constructs/check-with-cdk-nag.ts";
import { entriesOf } from "./runtime/constructs/entries.ts";
import { ServiceStack } from "./service-stack.ts";

// Nothing of the machine or the moment goes into the templates, whoever runs this file.
const app = new App({
  autoSynth: false, // It ends with app.synth().
  analyticsReporting: false,
  stackTraces: false,
  treeMetadata: false,
  postCliContext: {
    "aws:cdk:disable-creation-stack-traces": true,
    "aws:cdk:enable-path-metadata": false,
    // Tells the CDK which nested template is which, for diffs and hotswaps.
    "aws:cdk:enable-asset-metadata": true,
  },
});
const appStage = AppStage.fromContext(app, backend.app);
const { stage, prefix } = appStage;
const props = {
  appStage,
  backend,
  bundles: await bundle(join(import.meta.dirname, ".."), entriesOf(backend)),
  env: { region: backend.app.region, ...(stage.account !== null && { account: stage.account }) },
  tags: { app: backend.app.name, stage: stage.name },
  terminationProtection: stage.protected,
};

const foundation = new FoundationStack(app, `${prefix}-foundation`, props);
const service = new ServiceStack(app, `${prefix}-service`, props);
service.addStackDependency(foundation);

customize({ app, appStage, foundation, service });
if (app.node.tryGetContext("nag") === "true") await checkWithCdkNag(app);
app.synth();
