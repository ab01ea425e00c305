import { WireError } from "../../kernel/wire-error.ts";
import type { Violation } from "./javascript/violation.ts";

/** https://docs.aws.amazon.com/appsync/latest/APIReference/CommonErrors.html */
export const badRequest = (message: string) => new WireError("BadRequestException", message);

export const notFound = (message: string) => new WireError("NotFoundException", message, 404);

export const apiNotFound = (apiId: string) => notFound(`GraphQL API ${apiId} not found.`);

/** https://docs.aws.amazon.com/appsync/latest/APIReference/API_BadRequestDetail.html */
export const codeErrors = (violations: readonly Violation[]) =>
  new WireError(
    "BadRequestException",
    `The code contains one or more errors. ${violations.map(({ line, column, message }) => `${line}:${column} ${message}`).join("; ")}`,
    400,
    {
      reason: "CODE_ERROR",
      detail: {
        codeErrors: violations.map(({ rule, message, line, column }) => ({
          errorType: rule === "syntax" ? "PARSER_ERROR" : "VALIDATION_ERROR",
          value: message,
          location: { line, column, span: 0 },
        })),
      },
    },
  );
