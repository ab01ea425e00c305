import { Construct } from "constructs";
import { lambda } from "../cdk.cjs";
import type { AppStage } from "./app-stage.ts";
import { publishAsset } from "./asset.ts";
import { LogGroup } from "./log-group.ts";
import { allow, type Statement } from "./policy.ts";
import { ServiceRole } from "./service-role.ts";

export interface LambdaFunctionProps {
  readonly appStage: AppStage;
  /** kebab-case; the function is called `<app>-<stage>-<name>`. */
  readonly name: string;
  readonly description: string;
  /** Folder of the bundle, which has `index.mjs` exporting `handler`. */
  readonly code: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  /** What it may do, besides writing its own logs and traces. */
  readonly statements: readonly Statement[];
  /** Statements with wildcards, by the reason for them. */
  readonly wildcards?: Readonly<Record<string, Statement>>;
  readonly managedPolicyArns?: readonly string[];
  /** Queue for events that failed for good; only for functions that are invoked asynchronously. */
  readonly deadLetterQueueArn?: string;
}

/** A Lambda function on Node 24 and arm64, traced by X-Ray, with a role and a log group of its own. */
export class LambdaFunction extends Construct {
  readonly functionName: string;
  readonly resource: lambda.CfnFunction;
  readonly role: ServiceRole;
  readonly logGroup: LogGroup;

  constructor(scope: Construct, id: string, props: LambdaFunctionProps) {
    super(scope, id);
    const { appStage, deadLetterQueueArn: deadLetters } = props;
    this.functionName = appStage.functionName(props.name);
    this.logGroup = new LogGroup(this, "Logs", {
      name: `/aws/lambda/${this.functionName}`,
      retentionDays: appStage.stage.logRetentionDays,
    });
    this.role = new ServiceRole(this, "Role", {
      service: "lambda.amazonaws.com",
      statements: [
        allow(["logs:CreateLogStream", "logs:PutLogEvents"], [this.logGroup.attrArn]),
        ...(deadLetters === undefined ? [] : [allow(["sqs:SendMessage"], [deadLetters])]),
        ...props.statements,
      ],
      wildcards: {
        "X-Ray's actions know no resources.": allow(
          ["xray:PutTelemetryRecords", "xray:PutTraceSegments"],
          ["*"],
        ),
        ...props.wildcards,
      },
      ...(props.managedPolicyArns && { managedPolicyArns: props.managedPolicyArns }),
    });
    const code = publishAsset(this, "Code", props.code);
    this.resource = new lambda.CfnFunction(this, "Resource", {
      functionName: this.functionName,
      description: props.description,
      runtime: "nodejs24.x",
      architectures: ["arm64"],
      handler: "index.handler",
      code: { s3Bucket: code.bucket, s3Key: code.key },
      role: this.role.attrArn,
      timeout: props.timeoutSeconds,
      memorySize: props.memoryMb,
      environment: {
        variables: {
          NODE_OPTIONS: "--enable-source-maps",
          PLINTH_APP: appStage.app.name,
          PLINTH_STAGE: appStage.stage.name,
          PLINTH_FUNCTION: props.name,
          ...props.environment,
        },
      },
      tracingConfig: { mode: "Active" },
      loggingConfig: { logGroup: this.logGroup.ref, logFormat: "JSON" },
      ...(deadLetters !== undefined && { deadLetterConfig: { targetArn: deadLetters } }),
    });
  }

  /** Lets an AWS service invoke the function on behalf of one resource. */
  allowInvocation(id: string, service: string, sourceArn: string): lambda.CfnPermission {
    return new lambda.CfnPermission(this, id, {
      action: "lambda:InvokeFunction",
      functionName: this.resource.attrArn,
      principal: service,
      sourceArn,
    });
  }
}
