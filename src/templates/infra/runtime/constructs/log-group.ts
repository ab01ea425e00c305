import type { Construct } from "constructs";
import { logs, RemovalPolicy } from "../cdk.cjs";

/** A log group that forgets after the stage's number of days. */
export class LogGroup extends logs.CfnLogGroup {
  constructor(
    scope: Construct,
    id: string,
    props: { readonly name: string; readonly retentionDays: number },
  ) {
    super(scope, id, { logGroupName: props.name, retentionInDays: props.retentionDays });
    this.applyRemovalPolicy(RemovalPolicy.DESTROY);
  }
}
