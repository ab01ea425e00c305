import type { GetIdInput, GetIdResponse } from "@aws-sdk/client-cognito-identity";
import type { Operation } from "../../../kernel/service.ts";
import type { Engine } from "../engine.ts";
import { identityFor } from "../logins/identity-of.ts";
import { verifyLogins } from "../logins/verify-logins.ts";
import { findPool } from "../pools/find-pool.ts";

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetId.html */
export const getId = (engine: Engine): Operation<GetIdInput, GetIdResponse> => ({
  access: "anonymous",
  async handle(input) {
    const pool = findPool(engine, input.IdentityPoolId);
    const logins = await verifyLogins(engine, pool, input.Logins);
    return { IdentityId: identityFor(engine, pool, logins).id };
  },
});
