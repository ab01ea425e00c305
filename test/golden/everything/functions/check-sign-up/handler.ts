import type { Handler } from "../../infra/functions/check-sign-up.gen.ts";
import { FunctionError } from "../../infra/runtime/lambda/function-error.ts";

export const handler: Handler = ({ attributes }) => {
  if (attributes["email"]?.endsWith(".invalid")) throw new FunctionError("Invalid", "Use another address.");
  return { autoConfirmUser: false };
};
