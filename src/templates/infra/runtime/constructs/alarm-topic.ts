import { Construct } from "constructs";
import { Aws, kms, RemovalPolicy, sns } from "../cdk.cjs";
import { allowService, denyPlainHttp, policyDocument } from "./policy.ts";

/** Who raises alarms: CloudWatch's alarms and the budget. */
const publishers = ["budgets.amazonaws.com", "cloudwatch.amazonaws.com"];

/** Where alarms go: an encrypted topic, with the project's e-mail address where it has one. */
export class AlarmTopic extends Construct {
  readonly resource: sns.CfnTopic;
  readonly key: kms.CfnKey;

  constructor(scope: Construct, id: string, props: { readonly email: string | null }) {
    super(scope, id);
    // AWS's own key for SNS cannot be opened to CloudWatch and Budgets.
    this.key = new kms.CfnKey(this, "Key", {
      description: "Encrypts alarms on their way to people.",
      enableKeyRotation: true,
      keyPolicy: policyDocument([
        {
          Effect: "Allow",
          Principal: { AWS: `arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:root` },
          Action: "kms:*",
          Resource: "*",
        },
        ...publishers.map((service) => allowService(service, ["kms:Decrypt", "kms:GenerateDataKey*"], "*")),
      ]),
    });
    this.key.applyRemovalPolicy(RemovalPolicy.DESTROY);
    this.resource = new sns.CfnTopic(this, "Resource", { kmsMasterKeyId: this.key.ref });
    new sns.CfnTopicPolicy(this, "Policy", {
      topics: [this.resource.ref],
      policyDocument: policyDocument([
        denyPlainHttp("sns:Publish", [this.resource.ref]),
        ...publishers.map((service) => allowService(service, ["sns:Publish"], this.resource.ref)),
      ]),
    });
    if (props.email !== null) {
      new sns.CfnSubscription(this, "Email", {
        topicArn: this.resource.ref,
        protocol: "email",
        endpoint: props.email,
      });
    }
  }
}
