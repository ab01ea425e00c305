import type { Policy, Role as PresentedRole } from "@aws-sdk/client-iam";
import type { IamState, ManagedPolicy, Role } from "./state.ts";

/** Policies are answered percent-encoded, as on AWS. */
export function encodeDocument(text: string): string {
  return encodeURIComponent(text);
}

export function presentTags(tags: Readonly<Record<string, string>>): { Key: string; Value: string }[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

export function readTags(
  tags: readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[] | undefined,
): Record<string, string> {
  return Object.fromEntries((tags ?? []).map(({ Key = "", Value = "" }) => [Key, Value]));
}

/** A role as GetRole shows it. ListRoles leaves boundary and tags out. */
export function presentRole(role: Role): PresentedRole {
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.id,
    Arn: role.arn,
    CreateDate: new Date(role.createdAt),
    AssumeRolePolicyDocument: encodeDocument(role.trustPolicy),
    Description: role.description ?? undefined,
    MaxSessionDuration: role.maxSessionSeconds,
    PermissionsBoundary:
      role.permissionsBoundary === null
        ? undefined
        : {
            // What AWS answers; the SDK's type knows another word.
            PermissionsBoundaryType: "Policy" as "PermissionsBoundaryPolicy",
            PermissionsBoundaryArn: role.permissionsBoundary,
          },
    Tags: Object.keys(role.tags).length === 0 ? undefined : presentTags(role.tags),
    RoleLastUsed: {},
  };
}

export function presentPolicy(policy: ManagedPolicy, state: IamState): Policy {
  const roles = state.roles.list().map(({ value }) => value);
  return {
    PolicyName: policy.name,
    PolicyId: policy.id,
    Arn: policy.arn,
    Path: policy.path,
    DefaultVersionId: policy.defaultVersionId,
    AttachmentCount: roles.filter((role) => role.attached.includes(policy.arn)).length,
    PermissionsBoundaryUsageCount: roles.filter((role) => role.permissionsBoundary === policy.arn).length,
    IsAttachable: true,
    Description: policy.description ?? undefined,
    CreateDate: new Date(policy.createdAt),
    UpdateDate: new Date(policy.updatedAt),
    Tags: presentTags(policy.tags),
  };
}
