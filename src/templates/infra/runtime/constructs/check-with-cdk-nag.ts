import { type App, Validations } from "../cdk.cjs";

/**
 * Checks the stacks against AWS's solution rules: `npx cdk synth -c nag=true`. Only then is cdk-nag loaded. What is allowed
 * all the same is written beside each resource, with the reason (look for `acknowledge`).
 */
export async function checkWithCdkNag(app: App): Promise<void> {
  const { AwsSolutionsChecks } = await import("cdk-nag");
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app, { verbose: true }));
}
