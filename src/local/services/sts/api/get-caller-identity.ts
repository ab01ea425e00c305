import type {
  GetAccessKeyInfoRequest,
  GetAccessKeyInfoResponse,
  GetCallerIdentityRequest,
  GetCallerIdentityResponse,
} from "@aws-sdk/client-sts";
import type { Operation, ServiceContext } from "../../../kernel/service.ts";
import { WireError } from "../../../kernel/wire-error.ts";

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
export const getCallerIdentity: Operation<GetCallerIdentityRequest, GetCallerIdentityResponse> = {
  // "No permissions are required to perform this operation", and none can be taken away.
  access: () => [],
  handle: (_input, { caller }) => ({ UserId: caller.userId, Account: caller.accountId, Arn: caller.arn }),
};

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_GetAccessKeyInfo.html */
export const getAccessKeyInfo = (
  context: ServiceContext,
): Operation<GetAccessKeyInfoRequest, GetAccessKeyInfoResponse> => ({
  access: () => [{ action: "sts:GetAccessKeyInfo", resource: "*" }],

  handle(input) {
    if (!/^\w{16,128}$/.test(input.AccessKeyId ?? ""))
      throw new WireError("ValidationError", `Invalid length for parameter AccessKeyId`);
    return { Account: context.accountId };
  },
});
