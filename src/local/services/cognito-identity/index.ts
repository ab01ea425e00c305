import { forPage } from "../../kernel/cors.ts";
import type { Service, ServiceContext } from "../../kernel/service.ts";
import type { ServiceModel } from "../../protocols/model.ts";
import { getCredentialsForIdentity } from "./api/get-credentials-for-identity.ts";
import { getId } from "./api/get-id.ts";
import { getOpenIdToken } from "./api/get-open-id-token.ts";
import * as identities from "./api/identities.ts";
import { getIdentityPoolRoles, setIdentityPoolRoles } from "./api/identity-pool-roles.ts";
import * as pools from "./api/identity-pools.ts";
import { getPrincipalTagAttributeMap, setPrincipalTagAttributeMap } from "./api/principal-tags.ts";
import { listTagsForResource, tagResource, untagResource } from "./api/tags.ts";
import { verifyOpenIdToken } from "./api/verify-open-id-token.ts";
import { engine as newEngine } from "./engine.ts";
import model from "./model.gen.json" with { type: "json" };
import { identityPool } from "./resources/identity-pool.ts";
import { identityPoolPrincipalTag } from "./resources/identity-pool-principal-tag.ts";
import { identityPoolRoleAttachment } from "./resources/identity-pool-role-attachment.ts";
import { wellKnown } from "./well-known.ts";

/** Cognito identity pools: AWS credentials for people who have signed in, and for guests. */
export function cognitoIdentity(context: ServiceContext): Service {
  const engine = newEngine(context);
  return {
    name: "cognito-identity",
    models: [model as ServiceModel],
    // VerifyOpenIdToken is for this process alone: it is in no wire model.
    operations: {
      CreateIdentityPool: pools.createIdentityPool(engine),
      DeleteIdentities: identities.deleteIdentities(engine),
      DeleteIdentityPool: pools.deleteIdentityPool(engine),
      DescribeIdentity: identities.describeIdentity(engine),
      DescribeIdentityPool: pools.describeIdentityPool(engine),
      GetCredentialsForIdentity: getCredentialsForIdentity(engine),
      GetId: getId(engine),
      GetIdentityPoolRoles: getIdentityPoolRoles(engine),
      GetOpenIdToken: getOpenIdToken(engine),
      GetPrincipalTagAttributeMap: getPrincipalTagAttributeMap(engine),
      ListIdentities: identities.listIdentities(engine),
      ListIdentityPools: pools.listIdentityPools(engine),
      ListTagsForResource: listTagsForResource(engine),
      SetIdentityPoolRoles: setIdentityPoolRoles(engine),
      SetPrincipalTagAttributeMap: setPrincipalTagAttributeMap(engine),
      TagResource: tagResource(engine),
      UnlinkIdentity: identities.unlinkIdentity(engine),
      UntagResource: untagResource(engine),
      UpdateIdentityPool: pools.updateIdentityPool(engine),
      VerifyOpenIdToken: verifyOpenIdToken(engine),
    },
    resources: {
      [identityPool.type]: identityPool,
      [identityPoolPrincipalTag.type]: identityPoolPrincipalTag,
      [identityPoolRoleAttachment.type]: identityPoolRoleAttachment,
    },
    http: (request) => wellKnown(engine, request),
    finish: forPage,
  };
}
