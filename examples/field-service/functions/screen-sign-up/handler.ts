import type { Handler } from "../../infra/functions/screen-sign-up.gen.ts";
import { FunctionError } from "../../infra/runtime/lambda/function-error.ts";

export const handler: Handler = async ({ attributes }, { env }) => {
  const domain = attributes["email"]?.split("@").at(-1)?.toLowerCase() ?? "";
  if (env.BLOCKED_DOMAINS.split(",").includes(domain)) {
    throw new FunctionError("Invalid", "Please sign up with your company's mail address.");
  }
  return {};
};
