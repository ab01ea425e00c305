import { WireError } from "../../kernel/wire-error.ts";

/** https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid.html */
export const notFound = (kind: string, id: string) =>
  new WireError("NotFoundException", `Invalid ${kind} identifier specified ${id}`, 404);

export const badRequest = (message: string) => new WireError("BadRequestException", message);

export const conflict = (message: string) => new WireError("ConflictException", message, 409);
