import type {
  AssumeRoleRequest,
  AssumeRoleResponse,
  GetSessionTokenRequest,
  GetSessionTokenResponse,
} from "@aws-sdk/client-sts";
import type { Operation, ServiceContext } from "../../../kernel/service.ts";

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
export const assumeRole = (context: ServiceContext): Operation<AssumeRoleRequest, AssumeRoleResponse> => ({
  // The role's trust policy is asked where the role is.
  access: () => [],
  handle: (input, { caller }) => context.call("iam", "OpenRoleSession", input, caller),
});

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html */
export const getSessionToken = (
  context: ServiceContext,
): Operation<GetSessionTokenRequest, GetSessionTokenResponse> => ({
  access: () => [],
  handle: (input, { caller }) => context.call("iam", "OpenAccountSession", input, caller),
});
