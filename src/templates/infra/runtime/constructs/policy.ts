import { Aws } from "../cdk.cjs";

/** A statement of an IAM or resource policy, as CloudFormation takes it. */
export interface Statement {
  readonly Sid?: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: "*" | Readonly<Record<string, string>>;
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Allows actions on resources. */
export function allow(actions: readonly string[], resources: readonly string[]): Statement {
  return { Effect: "Allow", Action: actions, Resource: resources };
}

/** Allows an AWS service to act on a resource, for this account only: it is nobody else's deputy. */
export function allowService(service: string, actions: readonly string[], resource: string): Statement {
  return { ...trust(service, actions), Resource: resource };
}

/** Lets an AWS service take a role, for this account only. */
export function trust(service: string, actions: readonly string[] = ["sts:AssumeRole"]): Statement {
  return {
    Effect: "Allow",
    Principal: { Service: service },
    Action: actions,
    Condition: { StringEquals: { "aws:SourceAccount": Aws.ACCOUNT_ID } },
  };
}

/** Denies everybody every request that is not encrypted in transit. */
export function denyPlainHttp(action: string, resources: readonly string[]): Statement {
  return {
    Sid: "TlsOnly",
    Effect: "Deny",
    Principal: "*",
    Action: action,
    Resource: resources,
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
}

export function policyDocument(statements: readonly Statement[]) {
  return { Version: "2012-10-17", Statement: statements };
}

/** The ARN of something in the account and region of the stack: `arn("dynamodb", "table/Invoices")`. */
export function arn(service: string, resource: string): string {
  return `arn:${Aws.PARTITION}:${service}:${Aws.REGION}:${Aws.ACCOUNT_ID}:${resource}`;
}

/** All files of all tenants in the files bucket. */
export function tenantFiles(bucket: string): string {
  return `arn:${Aws.PARTITION}:s3:::${bucket}/tenants/*`;
}
