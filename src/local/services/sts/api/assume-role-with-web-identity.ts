import type {
  AssumeRoleWithWebIdentityRequest,
  AssumeRoleWithWebIdentityResponse,
} from "@aws-sdk/client-sts";
import type { Operation, ServiceContext } from "../../../kernel/service.ts";
import { notSupportedHere, WireError } from "../../../kernel/wire-error.ts";
import { readToken } from "../../../tokens/verify-token.ts";

const identityPools = "cognito-identity.amazonaws.com";

/**
 * Takes the tokens of Cognito identity pools, which are this cloud's one identity provider.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html
 */
export const assumeRoleWithWebIdentity = (
  context: ServiceContext,
): Operation<AssumeRoleWithWebIdentityRequest, AssumeRoleWithWebIdentityResponse> => ({
  access: "anonymous",

  async handle(input, { caller }) {
    if (input.ProviderId !== undefined)
      throw notSupportedHere("sts:AssumeRoleWithWebIdentity with ProviderId");
    const { WebIdentityToken: token = "", ProviderId: _provider, ...session } = input;
    const issuer = readToken(token)?.claims["iss"];
    if (issuer === undefined)
      throw new WireError(
        "InvalidIdentityToken",
        "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)",
      );
    if (issuer !== `https://${identityPools}`)
      throw notSupportedHere(`identity providers other than identity pools, as ${String(issuer)}`);
    const identity = await context.call("cognito-identity", "VerifyOpenIdToken", { Token: token }, caller);
    return await context.call("iam", "OpenWebIdentitySession", { ...session, ...identity }, caller);
  },
});
