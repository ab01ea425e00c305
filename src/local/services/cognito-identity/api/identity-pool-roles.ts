import type {
  GetIdentityPoolRolesInput,
  GetIdentityPoolRolesResponse,
  RoleMapping,
  SetIdentityPoolRolesInput,
} from "@aws-sdk/client-cognito-identity";
import type { Operation } from "../../../kernel/service.ts";
import { onPool } from "../access.ts";
import type { Engine } from "../engine.ts";
import { invalidParameter } from "../errors.ts";
import { findPool } from "../pools/find-pool.ts";

const mostRules = 25;

/**
 * Who sets a role lends it out, so they must be allowed to pass it.
 * https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_SetIdentityPoolRoles.html
 */
export const setIdentityPoolRoles = (engine: Engine): Operation<SetIdentityPoolRolesInput> => ({
  access: (input) => [
    ...onPool(engine, "SetIdentityPoolRoles")(input),
    ...rolesIn(input).map((role) => ({
      action: "iam:PassRole",
      resource: role,
      conditions: { "iam:PassedToService": "cognito-identity.amazonaws.com" },
    })),
  ],
  handle(input) {
    const pool = findPool(engine, input.IdentityPoolId);
    for (const kind of Object.keys(input.Roles ?? {})) {
      if (kind !== "authenticated" && kind !== "unauthenticated")
        throw invalidParameter(`Invalid role type ${kind}: roles are authenticated or unauthenticated.`);
    }
    const wrong = rolesIn(input).find((role) => !/^arn:aws:iam::\d{12}:role\/.+/.test(role));
    if (wrong !== undefined) throw invalidParameter(`Invalid role ARN ${wrong}`);
    for (const [provider, mapping] of Object.entries(input.RoleMappings ?? {}))
      checkMapping(provider, mapping);
    engine.state.pools.put(pool.id, {
      ...pool,
      roles: input.Roles ?? {},
      roleMappings: input.RoleMappings ?? {},
    });
    return {};
  },
});

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetIdentityPoolRoles.html */
export const getIdentityPoolRoles = (
  engine: Engine,
): Operation<GetIdentityPoolRolesInput, GetIdentityPoolRolesResponse> => ({
  access: onPool(engine, "GetIdentityPoolRoles"),
  handle(input) {
    const { id, roles, roleMappings } = findPool(engine, input.IdentityPoolId);
    return {
      IdentityPoolId: id,
      Roles: { ...roles },
      ...(Object.keys(roleMappings).length > 0 && { RoleMappings: { ...roleMappings } }),
    };
  },
});

function rolesIn({ Roles = {}, RoleMappings = {} }: SetIdentityPoolRolesInput): string[] {
  const ofRules = Object.values(RoleMappings).flatMap(({ RulesConfiguration }) =>
    (RulesConfiguration?.Rules ?? []).map(({ RoleARN = "" }) => RoleARN),
  );
  return [...new Set([...Object.values(Roles), ...ofRules])];
}

function checkMapping(provider: string, mapping: RoleMapping): void {
  if (mapping.AmbiguousRoleResolution === undefined)
    throw invalidParameter(`AmbiguousRoleResolution is required in the role mapping of ${provider}`);
  const rules = mapping.RulesConfiguration?.Rules ?? [];
  if (mapping.Type === "Rules" && (rules.length === 0 || rules.length > mostRules))
    throw invalidParameter(`The role mapping of ${provider} must have 1 to ${mostRules} rules.`);
  if (mapping.Type === "Token" && mapping.RulesConfiguration !== undefined)
    throw invalidParameter(
      `RulesConfiguration is not allowed where roles come from the token (${provider}).`,
    );
}
