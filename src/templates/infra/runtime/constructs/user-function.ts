import { Construct } from "constructs";
import { watchFailures } from "./lambda-alarms.ts";
import { LambdaFunction, type LambdaFunctionProps } from "./lambda-function.ts";
import { allow, arn } from "./policy.ts";
import type { FunctionSettings } from "./settings.ts";

export interface UserFunctionProps
  extends Pick<
    LambdaFunctionProps,
    "appStage" | "code" | "environment" | "managedPolicyArns" | "deadLetterQueueArn"
  > {
  readonly settings: FunctionSettings;
  readonly alarmTopicArn: string;
}

/** A function of the project: a Lambda that may read its own secrets, and an alarm that watches it. */
export class UserFunction extends Construct {
  readonly lambda: LambdaFunction;

  constructor(
    scope: Construct,
    id: string,
    { settings, alarmTopicArn, environment, ...props }: UserFunctionProps,
  ) {
    super(scope, id);
    const secrets = settings.secrets.map((name) => props.appStage.parameterName(`secrets/${name}`));
    this.lambda = new LambdaFunction(this, "Lambda", {
      ...props,
      name: settings.name,
      description: settings.description ?? `functions/${settings.name}/handler.ts`,
      timeoutSeconds: settings.timeoutSeconds,
      memoryMb: settings.memoryMb,
      environment: { ...settings.environment, ...environment },
      statements:
        secrets.length === 0
          ? []
          : [
              allow(
                ["ssm:GetParameters"],
                secrets.map((name) => arn("ssm", `parameter${name}`)),
              ),
            ],
    });
    watchFailures(this, "Failures", this.lambda, alarmTopicArn);
  }
}
