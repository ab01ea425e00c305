import type { EvaluateCodeRequest, EvaluateCodeResponse } from "@aws-sdk/client-appsync";
import type { Operation } from "../../../kernel/service.ts";
import { anyApi } from "../arns.ts";
import { badRequest } from "../errors.ts";
import { checkAppSyncCode } from "../javascript/check.ts";
import { compileFunction } from "../runtime/compile-function.ts";
import type { Context } from "../runtime/context.ts";
import type { Control } from "./control.ts";

/** https://docs.aws.amazon.com/appsync/latest/APIReference/API_EvaluateCode.html */
export const evaluateCode = ({ context }: Control): Operation<EvaluateCodeRequest, EvaluateCodeResponse> => ({
  access: () => [{ action: "appsync:EvaluateCode", resource: anyApi(context) }],
  handle(input) {
    const code = input.code ?? "";
    const violations = checkAppSyncCode(code);
    if (violations.length > 0) {
      return {
        error: {
          message: "Code contains one or more errors.",
          codeErrors: violations.map(({ rule, message, line, column }) => ({
            errorType: rule === "syntax" ? "PARSER_ERROR" : "VALIDATION_ERROR",
            value: message,
            location: { line, column, span: 0 },
          })),
        },
        logs: [],
      };
    }
    const handler = input.function ?? "request";
    if (handler !== "request" && handler !== "response")
      throw badRequest("The function must be request or response.");
    const outcome = compileFunction(code, context.clock.now).evaluate(
      handler,
      contextOf(input.context ?? ""),
    );
    const stash = JSON.stringify(outcome.stash);
    const outErrors = JSON.stringify(
      outcome.appended.map(({ message, errorType }) => ({ message, type: errorType })),
    );
    const said = { logs: outcome.logs.map(({ level, text }) => `${level} - ${text}`), stash, outErrors };
    if (outcome.end.kind === "error") return { error: { message: outcome.end.error.message }, ...said };
    const value = outcome.end.kind === "value" ? outcome.end.value : outcome.end.signal.value;
    return { evaluationResult: JSON.stringify(value), ...said };
  },
});

function contextOf(text: string): Context {
  let given: Partial<Context>;
  try {
    given = JSON.parse(text) as Partial<Context>;
  } catch {
    throw badRequest("Unable to parse the context: it is no JSON.");
  }
  return {
    arguments: {},
    identity: null,
    source: null,
    stash: {},
    result: null,
    prev: { result: null },
    error: null,
    request: { headers: {}, domainName: null },
    info: {
      fieldName: "",
      parentTypeName: "",
      variables: {},
      selectionSetList: [],
      selectionSetGraphQL: "",
    },
    env: {},
    ...given,
  };
}
