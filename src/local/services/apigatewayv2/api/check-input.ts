import { notSupportedHere } from "../../../kernel/wire-error.ts";
import { badRequest } from "../errors.ts";
import type { Kind } from "../state.ts";

type Input = Readonly<Record<string, unknown>>;

/** @throws WireError for what AWS refuses, and loudly for what only AWS has */
export function checkInput(kind: Kind, input: Input): void {
  checks[kind](input);
}

const checks: Readonly<Record<Kind, (input: Input) => void>> = {
  Api(input) {
    if (input["ProtocolType"] !== "HTTP")
      throw notSupportedHere(`APIs of type ${String(input["ProtocolType"])}`);
    for (const name of ["Target", "CredentialsArn", "RouteKey"])
      if (input[name] !== undefined) throw notSupportedHere(`the quick creation of an API with ${name}`);
  },
  Stage() {},
  Route(input) {
    const key = String(input["RouteKey"] ?? "");
    if (key !== "$default" && !/^(?:ANY|GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) \/\S*$/.test(key))
      throw badRequest(
        'The provided route key is not formatted properly for HTTP protocol. Format should be "<HTTP METHOD> /<RESOURCE PATH>" or "$default"',
      );
    if (input["AuthorizationType"] === "CUSTOM") throw notSupportedHere("Lambda authorizers of HTTP APIs");
    if (input["AuthorizationType"] === "AWS_IAM") throw notSupportedHere("AWS_IAM routes of HTTP APIs");
  },
  Integration(input) {
    if (input["IntegrationType"] !== "AWS_PROXY" || input["IntegrationSubtype"] !== undefined)
      throw notSupportedHere(`integrations other than AWS_PROXY with a Lambda function`);
    if ((input["PayloadFormatVersion"] ?? "1.0") !== "2.0")
      throw notSupportedHere("integrations with a payload format other than 2.0");
    if (!String(input["IntegrationUri"] ?? "").includes(":function:"))
      throw badRequest("The integration's URI must be the ARN of a Lambda function.");
  },
  Authorizer(input) {
    if (input["AuthorizerType"] !== "JWT") throw notSupportedHere("authorizers of HTTP APIs other than JWT");
    const { Issuer, Audience } = (input["JwtConfiguration"] ?? {}) as {
      Issuer?: string;
      Audience?: string[];
    };
    if (!Issuer || !Audience?.length)
      throw badRequest("Issuer and audience of the JWT authorizer are missing.");
  },
};
