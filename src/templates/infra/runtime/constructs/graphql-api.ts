import { readFileSync, statSync } from "node:fs";
import type { CfnResource } from "aws-cdk-lib";
import { Construct } from "constructs";
import { appsync, iam, NestedStack } from "../cdk.cjs";
import { acknowledge } from "./acknowledge.ts";
import type { AppStage } from "./app-stage.ts";
import { publishAsset } from "./asset.ts";
import { LogGroup } from "./log-group.ts";
import { allow, arn, policyDocument } from "./policy.ts";
import { ServiceRole } from "./service-role.ts";
import { SharedPolicy } from "./shared-policy.ts";

/** A schema over this many bytes is uploaded: a template has room for a million, escapes included. */
const largestInlineSchema = 100_000;

export interface GraphqlApiProps {
  readonly appStage: AppStage;
  readonly schemaFile: string;
  readonly userPoolId: string;
  readonly userPoolClientId: string;
  /** Physical names of tables and the like, which AppSync functions read from `ctx.env`. */
  readonly environment: Readonly<Record<string, string>>;
}

/** The GraphQL API: for users of the pool, and for functions and operators with IAM credentials. */
export class GraphqlApi extends Construct {
  readonly resource: appsync.CfnGraphQLApi;
  readonly schema: appsync.CfnGraphQLSchema;
  readonly logGroup: LogGroup;
  /** Lets a role call every query and mutation as the system. */
  readonly callPolicy: SharedPolicy;

  constructor(scope: Construct, id: string, props: GraphqlApiProps) {
    super(scope, id);
    const { stage, prefix, app } = props.appStage;
    const logRole = new ServiceRole(this, "LogRole", { service: "appsync.amazonaws.com", statements: [] });
    this.resource = new appsync.CfnGraphQLApi(this, "Resource", {
      name: prefix,
      authenticationType: "AMAZON_COGNITO_USER_POOLS",
      userPoolConfig: {
        userPoolId: props.userPoolId,
        appIdClientRegex: props.userPoolClientId,
        awsRegion: app.region,
        defaultAction: "ALLOW",
      },
      additionalAuthenticationProviders: [{ authenticationType: "AWS_IAM" }],
      environmentVariables: props.environment,
      introspectionConfig: stage.protected ? "DISABLED" : "ENABLED",
      queryDepthLimit: 12,
      resolverCountLimit: 2_000,
      xrayEnabled: true,
      logConfig: {
        cloudWatchLogsRoleArn: logRole.attrArn,
        excludeVerboseContent: true,
        fieldLogLevel: "ERROR",
      },
    });
    acknowledge(
      this.resource,
      "AwsSolutions-ASC3",
      "Errors are logged with their request's id. Verbose content would be headers and bodies: tokens, personal data.",
    );
    this.logGroup = new LogGroup(this, "Logs", {
      // AppSync decides the name. Here already, the group has a retention before the first request.
      name: `/aws/appsync/apis/${this.resource.attrApiId}`,
      retentionDays: stage.logRetentionDays,
    });
    new iam.CfnRolePolicy(this, "LogPolicy", {
      roleName: logRole.ref,
      policyName: "write-logs",
      policyDocument: policyDocument([
        allow(["logs:CreateLogStream", "logs:PutLogEvents"], [this.logGroup.attrArn]),
      ]),
    });
    this.schema = new appsync.CfnGraphQLSchema(this, "Schema", {
      apiId: this.resource.attrApiId,
      ...schemaSource(this, props.schemaFile),
    });
    const fields = (type: string) => arn("appsync", `apis/${this.resource.attrApiId}/types/${type}/fields/*`);
    this.callPolicy = new SharedPolicy(this, "CallPolicy", {
      "Functions act through the API as the system, so every query and mutation of this one API is theirs.":
        allow(["appsync:GraphQL"], [fields("Mutation"), fields("Query")]),
    });
  }

  /** Makes a resource or a nested stack wait for the schema: AppSync refuses changes while it digests a new one. */
  afterSchema(waiting: CfnResource | NestedStack): void {
    const resource = NestedStack.isNestedStack(waiting) ? waiting.nestedStackResource : waiting;
    resource?.addResourceDependency(this.schema);
  }
}

function schemaSource(scope: Construct, file: string): Partial<appsync.CfnGraphQLSchemaProps> {
  if (statSync(file).size <= largestInlineSchema) return { definition: readFileSync(file, "utf8") };
  const { bucket, key } = publishAsset(scope, "SchemaFile", file);
  return { definitionS3Location: `s3://${bucket}/${key}` };
}
