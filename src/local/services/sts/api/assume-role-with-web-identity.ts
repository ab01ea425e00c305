import type {
  AssumeRoleWithWebIdentityRequest,
  AssumeRoleWithWebIdentityResponse,
} from "@aws-sdk/client-sts";
import type { Operation } from "../../../kernel/service.ts";
import { notSupportedHere } from "../../../kernel/wire-error.ts";

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html */
export const assumeRoleWithWebIdentity: Operation<
  AssumeRoleWithWebIdentityRequest,
  AssumeRoleWithWebIdentityResponse
> = {
  access: "anonymous",
  handle() {
    throw notSupportedHere("identity providers, so AssumeRoleWithWebIdentity has nobody to ask");
  },
};
