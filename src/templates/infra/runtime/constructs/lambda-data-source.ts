import { Construct } from "constructs";
import { appsync } from "../cdk.cjs";
import type { GraphqlApi } from "./graphql-api.ts";
import type { LambdaFunction } from "./lambda-function.ts";
import { allow } from "./policy.ts";
import { ServiceRole } from "./service-role.ts";

/** Lets the API invoke one Lambda. */
export class LambdaDataSource extends Construct {
  readonly resource: appsync.CfnDataSource;

  constructor(
    scope: Construct,
    id: string,
    props: { readonly api: GraphqlApi; readonly lambda: LambdaFunction },
  ) {
    super(scope, id);
    const { attrArn } = props.lambda.resource;
    const role = new ServiceRole(this, "Role", {
      service: "appsync.amazonaws.com",
      statements: [allow(["lambda:InvokeFunction"], [attrArn])],
    });
    this.resource = new appsync.CfnDataSource(this, "Resource", {
      apiId: props.api.resource.attrApiId,
      name: identifier(props.lambda.functionName),
      type: "AWS_LAMBDA",
      serviceRoleArn: role.attrArn,
      lambdaConfig: { lambdaFunctionArn: attrArn },
    });
  }
}

/** AppSync's names have letters, digits and underscores. */
function identifier(name: string): string {
  return name.replaceAll("-", "_");
}
