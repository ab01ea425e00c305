import type { Integration } from "@aws-sdk/client-apigatewayv2";
import { asService } from "../../kernel/callers.ts";
import type { ServiceContext } from "../../kernel/service.ts";
import { WireError } from "../../kernel/wire-error.ts";
import type { HttpResponse } from "../../protocols/http-message.ts";
import { proxyResponse } from "./proxy-response.ts";

/** What came of invoking a function. */
export type Invoked =
  | { readonly kind: "answer"; readonly response: HttpResponse }
  | { readonly kind: "late" }
  | { readonly kind: "failed"; readonly reason: string };

/** Invokes the function of an integration, as API Gateway: the function's resource policy decides. */
export function integrationCaller(context: ServiceContext) {
  /** @param source `<api>/<stage>/<route>`, which the policy may ask for */
  return async (integration: Integration, event: object, source: string): Promise<Invoked> => {
    const arn = `arn:aws:execute-api:${context.region}:${context.accountId}:${source}`;
    const uri = integration.IntegrationUri ?? "";
    const FunctionName = /arn:aws:lambda:[^/]+:function:[^/]+/.exec(uri)?.[0] ?? uri;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<"late">((resolve) => {
      timer = setTimeout(() => resolve("late"), integration.TimeoutInMillis ?? 30_000);
    });
    try {
      const called = context.call(
        "lambda",
        "Invoke",
        { FunctionName, Payload: Buffer.from(JSON.stringify(event)) },
        asService("apigateway.amazonaws.com", arn, context),
      );
      const output = await Promise.race([called, late]);
      if (output === "late") return { kind: "late" };
      if (output["FunctionError"]) return { kind: "failed", reason: "The function failed." };
      const payload = output["Payload"];
      const text = payload instanceof Uint8Array ? Buffer.from(payload).toString() : String(payload ?? "");
      const response = proxyResponse(text);
      return response === null
        ? {
            kind: "failed",
            reason:
              "The response from the Lambda function doesn't match the format that API Gateway expects.",
          }
        : { kind: "answer", response };
    } catch (problem) {
      if (!(problem instanceof WireError)) throw problem;
      context.log(`apigatewayv2: ${source}: ${problem.message}`);
      return { kind: "failed", reason: problem.message };
    } finally {
      clearTimeout(timer);
    }
  };
}
