import type { DataSource as Config } from "@aws-sdk/client-appsync";
import { asRole } from "../../../kernel/callers.ts";
import type { Caller, ServiceContext } from "../../../kernel/service.ts";
import { WireError } from "../../../kernel/wire-error.ts";
import { type Answer, answer, type DataSource } from "../data-sources/data-source.ts";
import { onTable } from "../data-sources/dynamodb.ts";
import { callEndpoint, type Signer } from "../data-sources/http.ts";
import { type BatchPlace, invokeLambda, type LambdaBatches } from "../data-sources/lambda.ts";
import { none } from "../data-sources/none.ts";
import { type CancellationReason, DynamoDBFailure, type DynamoDBOutput } from "../data-sources/operation.ts";
import { sessionOf, signRequest } from "../data-sources/sign-request.ts";
import { isMap, type Plain } from "../runtime/plain.ts";

/** How long a role that was taken is used before its trust is asked again. */
const roleLife = 5 * 60 * 1000;

/** Data sources of an API: each acts in its service role. */
export function dataSources(context: ServiceContext, apiArn: string) {
  const roles = new Map<string, { readonly caller: Promise<Caller>; readonly until: number }>();

  function roleOf(config: Config): Promise<Caller> {
    const arn = config.serviceRoleArn ?? "";
    const known = roles.get(arn);
    if (known !== undefined && known.until > context.clock.now()) return known.caller;
    const caller = asRole(arn, "appsync.amazonaws.com", apiArn, "APPSYNC_ASSUME_ROLE", context);
    caller.catch(() => roles.delete(arn));
    roles.set(arn, { caller, until: context.clock.now() + roleLife });
    return caller;
  }

  /** @param batches collects `BatchInvoke` of one request */
  return (config: Config, batches: LambdaBatches, place: BatchPlace): DataSource => {
    switch (config.type) {
      case "AMAZON_DYNAMODB":
        return { execute: async (request) => await inTable(config, await roleOf(config), request) };
      case "AWS_LAMBDA":
        return {
          execute: async (request) =>
            await invokeLambda(context, config, await roleOf(config), request, batches, place),
        };
      case "AMAZON_EVENTBRIDGE":
        return { execute: async (request) => await putEvents(config, await roleOf(config), request) };
      case "HTTP":
        return { execute: (request) => callEndpoint(config, request, context.baseUrl(), signer(config)) };
      default:
        return none;
    }
  };

  /** Null: the data source does not sign. */
  function signer(config: Config): Signer | null {
    const scope = config.httpConfig?.authorizationConfig?.awsIamConfig;
    if (scope === undefined) return null;
    return async (unsigned) => {
      const arn = config.serviceRoleArn ?? "";
      const session = await sessionOf(arn, apiArn, context);
      return signRequest(unsigned, session, scope, context.clock.now());
    };
  }

  function inTable(config: Config, role: Caller, request: unknown): Promise<Answer> {
    const port = async (operation: string, input: object): Promise<DynamoDBOutput> => {
      try {
        return (await context.call("dynamodb", operation, input, role)) as DynamoDBOutput;
      } catch (problem) {
        if (!(problem instanceof WireError)) throw problem;
        const reasons = (problem.members["CancellationReasons"] ?? []) as CancellationReason[];
        throw new DynamoDBFailure(problem.code, problem.message, reasons, context.ids.uuid());
      }
    };
    return onTable(port, config.dynamodbConfig?.tableName ?? "", request);
  }

  /** https://docs.aws.amazon.com/appsync/latest/devguide/resolver-reference-eventbridge-js.html */
  async function putEvents(config: Config, role: Caller, request: unknown): Promise<Answer> {
    if (!isMap(request) || request["operation"] !== "PutEvents" || !Array.isArray(request["events"]))
      throw new Error(`An EventBridge data source got ${JSON.stringify(request)}`);
    const Entries = (request["events"] as Plain[]).map((event) => ({
      Source: event["source"],
      DetailType: event["detailType"],
      Detail: JSON.stringify(event["detail"] ?? {}),
      Resources: event["resources"] ?? [],
      ...(event["time"] !== undefined && { Time: new Date(String(event["time"])) }),
      EventBusName: config.eventBridgeConfig?.eventBusArn,
    }));
    try {
      const output = await context.call("eventbridge", "PutEvents", { Entries }, role);
      return answer({ Entries: output["Entries"], FailedEntryCount: output["FailedEntryCount"] ?? 0 });
    } catch (problem) {
      if (!(problem instanceof WireError)) throw problem;
      return { result: null, error: { message: problem.message, type: `EventBridge:${problem.code}` } };
    }
  }
}
