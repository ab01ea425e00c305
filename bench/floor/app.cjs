// The least a CDK app can be that has as many resources: no constructs but CloudFormation's own, no files to load.
const { App, CfnResource, NestedStack, Stack } = require("aws-cdk-lib/core");

const count = Number(process.env.FLOOR_RESOURCES);
const perStack = 400;
const app = new App({ analyticsReporting: false, stackTraces: false, treeMetadata: false });
const root = new Stack(app, "floor");
let stack = root;
for (let made = 0; made < count; made++) {
  if (made % perStack === 0) stack = new NestedStack(root, `Nested${made / perStack}`);
  new CfnResource(stack, `Resolver${made}`, {
    type: "AWS::AppSync::Resolver",
    properties: {
      apiId: "api",
      typeName: "Query",
      fieldName: `field${made}`,
      kind: "PIPELINE",
      runtime: { name: "APPSYNC_JS", runtimeVersion: "1.0.0" },
      pipelineConfig: { functions: ["one", "two", "three"] },
      code: "const spec = {};\nexport function request(ctx) { ctx.stash.spec = spec; return null; }\n".repeat(
        8,
      ),
    },
  });
}
app.synth();
