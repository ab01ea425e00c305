import { Construct } from "constructs";
import type { AppStage } from "./app-stage.ts";
import { watchFailures } from "./lambda-alarms.ts";
import { LambdaFunction } from "./lambda-function.ts";
import { allow } from "./policy.ts";
import type { Table } from "./table.ts";

export interface PreTokenFunctionProps {
  readonly appStage: AppStage;
  readonly code: string;
  readonly table: Table;
  readonly alarmTopicArn: string;
}

/** Runs before Cognito gives out tokens, and puts the user's tenant and roles into them. */
export class PreTokenFunction extends Construct {
  readonly lambda: LambdaFunction;

  constructor(scope: Construct, id: string, { appStage, code, table, alarmTopicArn }: PreTokenFunctionProps) {
    super(scope, id);
    this.lambda = new LambdaFunction(this, "Function", {
      appStage,
      code,
      name: "pre-token",
      description: "Puts the tenant and the roles of a user into their tokens.",
      environment: { PLINTH_TABLE: table.ref },
      // Cognito waits five seconds, no more.
      timeoutSeconds: 5,
      memoryMb: 512,
      statements: [
        allow(["dynamodb:BatchGetItem", "dynamodb:Query", "dynamodb:UpdateItem"], [table.attrArn]),
      ],
    });
    watchFailures(this, "Failures", this.lambda, alarmTopicArn);
  }
}
