import { Construct } from "constructs";
import { scheduler } from "../cdk.cjs";
import type { LambdaFunction } from "./lambda-function.ts";
import { allow } from "./policy.ts";
import { ServiceRole } from "./service-role.ts";

export interface ScheduleProps {
  /** `rate(1 hour)` or `cron(0 6 * * ? *)`. */
  readonly expression: string;
  readonly timezone: string;
  readonly handler: LambdaFunction;
  readonly deadLetterQueueArn: string;
}

/** The event of the function, as EventBridge Scheduler fills it in. */
const input = {
  scheduledAt: "<aws.scheduler.scheduled-time>",
  executionId: "<aws.scheduler.execution-id>",
};

/** Runs a function by the clock. */
export class Schedule extends Construct {
  readonly resource: scheduler.CfnSchedule;

  constructor(scope: Construct, id: string, { handler, deadLetterQueueArn, ...props }: ScheduleProps) {
    super(scope, id);
    const role = new ServiceRole(this, "Role", {
      service: "scheduler.amazonaws.com",
      statements: [
        allow(["lambda:InvokeFunction"], [handler.resource.attrArn]),
        allow(["sqs:SendMessage"], [deadLetterQueueArn]),
      ],
    });
    this.resource = new scheduler.CfnSchedule(this, "Resource", {
      scheduleExpression: props.expression,
      scheduleExpressionTimezone: props.timezone,
      flexibleTimeWindow: { mode: "OFF" },
      target: {
        arn: handler.resource.attrArn,
        roleArn: role.attrArn,
        input: JSON.stringify(input),
        deadLetterConfig: { arn: deadLetterQueueArn },
        retryPolicy: { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 3 },
      },
    });
  }
}
