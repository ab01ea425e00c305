import { poller } from "../../kernel/poller.ts";
import type { Service, ServiceContext } from "../../kernel/service.ts";
import type { ServiceModel } from "../../protocols/model.ts";
import { attachRolePolicy, detachRolePolicy, listAttachedRolePolicies } from "./api/attached-policies.ts";
import { createPolicy, deletePolicy } from "./api/create-policy.ts";
import { createRole } from "./api/create-role.ts";
import { createServiceLinkedRole } from "./api/create-service-linked-role.ts";
import { deleteRole } from "./api/delete-role.ts";
import { getPolicy, listPolicies } from "./api/get-policy.ts";
import { getRole, listRoles } from "./api/get-role.ts";
import { openAccountSession } from "./api/open-account-session.ts";
import { openRoleSession } from "./api/open-role-session.ts";
import { openWebIdentitySession } from "./api/open-web-identity-session.ts";
import {
  createPolicyVersion,
  deletePolicyVersion,
  getPolicyVersion,
  listPolicyVersions,
} from "./api/policy-versions.ts";
import { deleteRolePolicy, getRolePolicy, listRolePolicies, putRolePolicy } from "./api/role-policies.ts";
import { listRoleTags, tagRole, untagRole } from "./api/role-tags.ts";
import { simulatePrincipalPolicy } from "./api/simulate-principal-policy.ts";
import {
  deleteRolePermissionsBoundary,
  putRolePermissionsBoundary,
  updateAssumeRolePolicy,
  updateRole,
} from "./api/update-role.ts";
import model from "./model.gen.json" with { type: "json" };
import { iamManagedPolicy } from "./resources/iam-managed-policy.ts";
import { iamPolicy } from "./resources/iam-policy.ts";
import { iamRole } from "./resources/iam-role.ts";
import { iamRolePolicy } from "./resources/iam-role-policy.ts";
import { forgetExpired } from "./sessions.ts";
import { iamState } from "./state.ts";

const sweepEvery = 10 * 60 * 1000;

/** IAM: roles, policies, and (for sts) sessions. What decides over access is `identities.ts`. */
export function iam(context: ServiceContext): Service {
  const state = iamState(context.store);
  const sweeper = poller(
    sweepEvery,
    () => forgetExpired(state, context.clock.now()),
    (error) => context.log(`iam: ${String(error)}`),
  );
  return {
    name: "iam",
    models: [model as ServiceModel],
    // The Open...Session operations are for sts alone: they are in no wire model, so no request can mean them.
    operations: {
      AttachRolePolicy: attachRolePolicy(state, context),
      CreatePolicy: createPolicy(state, context),
      CreatePolicyVersion: createPolicyVersion(state, context),
      CreateRole: createRole(state, context),
      CreateServiceLinkedRole: createServiceLinkedRole(state, context),
      DeletePolicy: deletePolicy(state),
      DeletePolicyVersion: deletePolicyVersion(state),
      DeleteRole: deleteRole(state, context),
      DeleteRolePermissionsBoundary: deleteRolePermissionsBoundary(state, context),
      DeleteRolePolicy: deleteRolePolicy(state, context),
      DetachRolePolicy: detachRolePolicy(state, context),
      GetPolicy: getPolicy(state),
      GetPolicyVersion: getPolicyVersion(state),
      GetRole: getRole(state, context),
      GetRolePolicy: getRolePolicy(state, context),
      ListAttachedRolePolicies: listAttachedRolePolicies(state, context),
      ListPolicies: listPolicies(state, context),
      ListPolicyVersions: listPolicyVersions(state),
      ListRolePolicies: listRolePolicies(state, context),
      ListRoleTags: listRoleTags(state, context),
      ListRoles: listRoles(state, context),
      OpenAccountSession: openAccountSession(state, context),
      OpenRoleSession: openRoleSession(state, context),
      OpenWebIdentitySession: openWebIdentitySession(state, context),
      PutRolePermissionsBoundary: putRolePermissionsBoundary(state, context),
      PutRolePolicy: putRolePolicy(state, context),
      SimulatePrincipalPolicy: simulatePrincipalPolicy(state, context),
      TagRole: tagRole(state, context),
      UntagRole: untagRole(state, context),
      UpdateAssumeRolePolicy: updateAssumeRolePolicy(state, context),
      UpdateRole: updateRole(state, context),
    },
    resources: {
      [iamManagedPolicy.type]: iamManagedPolicy,
      [iamPolicy.type]: iamPolicy,
      [iamRole.type]: iamRole,
      [iamRolePolicy.type]: iamRolePolicy,
    },
    start() {
      forgetExpired(state, context.clock.now());
      sweeper.start();
    },
    stop: () => sweeper.stop(),
  };
}
