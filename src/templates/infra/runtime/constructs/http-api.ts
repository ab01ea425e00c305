import { Construct } from "constructs";
import { apigateway } from "../cdk.cjs";
import { acknowledge } from "./acknowledge.ts";
import type { AppStage } from "./app-stage.ts";
import type { LambdaFunction } from "./lambda-function.ts";
import { LogGroup } from "./log-group.ts";
import { arn } from "./policy.ts";

export interface HttpApiProps {
  readonly appStage: AppStage;
  readonly userPoolId: string;
  readonly userPoolClientId: string;
}

export interface RouteProps {
  readonly method: string;
  /** With parameters in braces: `/payments/{provider}`. */
  readonly path: string;
  /** True: no token is needed. */
  readonly public: boolean;
  readonly handler: LambdaFunction;
}

/** One line of the access log, as API Gateway fills it in. No query strings: they may hold secrets. */
const accessLog = {
  requestId: "$context.requestId",
  time: "$context.requestTime",
  method: "$context.httpMethod",
  route: "$context.routeKey",
  status: "$context.status",
  bytes: "$context.responseLength",
  milliseconds: "$context.responseLatency",
  ip: "$context.identity.sourceIp",
  user: "$context.authorizer.claims.sub",
  error: "$context.error.message",
  integrationError: "$context.integrationErrorMessage",
};

/** The HTTP API of the functions with an `http` trigger. Tokens of the user pool are checked before a function runs. */
export class HttpApi extends Construct {
  readonly resource: apigateway.CfnApi;
  readonly stage: apigateway.CfnStage;
  readonly authorizer: apigateway.CfnAuthorizer;
  readonly logGroup: LogGroup;

  constructor(scope: Construct, id: string, { appStage, userPoolId, userPoolClientId }: HttpApiProps) {
    super(scope, id);
    this.resource = new apigateway.CfnApi(this, "Resource", {
      name: appStage.prefix,
      protocolType: "HTTP",
      corsConfiguration: {
        allowOrigins: ["*"],
        allowMethods: ["*"],
        allowHeaders: ["authorization", "content-type"],
        maxAge: 3600,
      },
    });
    this.authorizer = new apigateway.CfnAuthorizer(this, "Authorizer", {
      apiId: this.resource.ref,
      name: "user-pool",
      authorizerType: "JWT",
      identitySource: ["$request.header.Authorization"],
      jwtConfiguration: {
        audience: [userPoolClientId],
        issuer: `https://cognito-idp.${appStage.app.region}.amazonaws.com/${userPoolId}`,
      },
    });
    this.logGroup = new LogGroup(this, "Logs", {
      name: `/aws/vendedlogs/${appStage.prefix}-http`,
      retentionDays: appStage.stage.logRetentionDays,
    });
    this.stage = new apigateway.CfnStage(this, "Stage", {
      apiId: this.resource.ref,
      stageName: "$default",
      autoDeploy: true,
      accessLogSettings: { destinationArn: this.logGroup.attrArn, format: JSON.stringify(accessLog) },
      defaultRouteSettings: {
        detailedMetricsEnabled: true,
        throttlingRateLimit: 500,
        throttlingBurstLimit: 1_000,
      },
    });
  }

  /** Sends requests to a function. The route belongs to the function's stack. */
  addRoute(scope: Construct, { handler, method, path, ...props }: RouteProps): void {
    const integration = new apigateway.CfnIntegration(scope, "Integration", {
      apiId: this.resource.ref,
      integrationType: "AWS_PROXY",
      integrationUri: handler.resource.attrArn,
      payloadFormatVersion: "2.0",
    });
    const route = new apigateway.CfnRoute(scope, "Route", {
      apiId: this.resource.ref,
      routeKey: `${method} ${path}`,
      target: `integrations/${integration.ref}`,
      ...(props.public
        ? { authorizationType: "NONE" }
        : { authorizationType: "JWT", authorizerId: this.authorizer.ref }),
    });
    if (props.public) {
      acknowledge(
        route,
        "AwsSolutions-APIG4",
        "The function's definition lets anyone call it; it checks by itself who does, as webhooks do.",
      );
    }
    const anyValue = path.replaceAll(/\{[^}]*\}/g, "*");
    handler.allowInvocation(
      "InvokedByHttpApi",
      "apigateway.amazonaws.com",
      arn("execute-api", `${this.resource.ref}/*/${method}${anyValue}`),
    );
  }
}
