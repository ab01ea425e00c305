import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateRoleCommand,
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  DeleteRoleCommand,
  DeleteRolePermissionsBoundaryCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
  ListPoliciesCommand,
  ListPolicyVersionsCommand,
  ListRolePoliciesCommand,
  ListRolesCommand,
  ListRoleTagsCommand,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
  SimulatePrincipalPolicyCommand,
  TagRoleCommand,
  UntagRoleCommand,
  UpdateAssumeRolePolicyCommand,
  UpdateRoleCommand,
} from "@aws-sdk/client-iam";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { allow, policy, trustService } from "../../support/cloud/function-code.ts";
import { target } from "../../support/cloud/target.ts";

const { settings } = target();
const prefix = `plinth-conformance-${Date.now()}`;
const trust = trustService("lambda.amazonaws.com");
let iam: IAMClient;
let arnOfPolicy = "";

beforeAll(async () => {
  iam = new IAMClient(settings);
  const { Policy } = await iam.send(
    new CreatePolicyCommand({ PolicyName: `${prefix}-managed`, PolicyDocument: policy(allow("s3:Get*")) }),
  );
  arnOfPolicy = Policy?.Arn ?? "";
});

afterAll(async () => {
  await iam.send(new DeletePolicyCommand({ PolicyArn: arnOfPolicy }));
});

/** A role that is gone after the test. */
async function withRole(name: string, use: (RoleName: string, arn: string) => Promise<void>): Promise<void> {
  const RoleName = `${prefix}-${name}`;
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust }));
  try {
    await use(RoleName, Role?.Arn ?? "");
  } finally {
    await iam.send(new DeleteRoleCommand({ RoleName }));
  }
}

describe("roles", () => {
  test("a role comes back with its ARN, id, path and percent-encoded trust policy", async () => {
    await withRole("plain", async (RoleName, arn) => {
      const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
      expect(Role).toMatchObject({ RoleName, Path: "/", Arn: arn, MaxSessionDuration: 3600 });
      expect(arn).toMatch(new RegExp(`^arn:aws:iam::\\d{12}:role/${RoleName}$`));
      expect(Role?.RoleId).toMatch(/^AROA[A-Z0-9]{17}$/);
      expect(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? "")).toBe(trust);
    });
  });

  test("a second role of the same name is refused", async () => {
    await withRole("twice", async (RoleName) => {
      await expect(
        iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust })),
      ).rejects.toMatchObject({ name: "EntityAlreadyExistsException" });
    });
  });

  test("trust policies need principals and may not name resources", async () => {
    const RoleName = `${prefix}-bad-trust`;
    for (const document of [policy(allow("sts:AssumeRole")), "not JSON", policy({ Effect: "Maybe" })]) {
      await expect(
        iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: document })),
      ).rejects.toMatchObject({ name: "MalformedPolicyDocumentException" });
    }
  });

  test("UpdateRole and UpdateAssumeRolePolicy change it", async () => {
    await withRole("changed", async (RoleName) => {
      const other = trustService("events.amazonaws.com");
      await iam.send(new UpdateRoleCommand({ RoleName, Description: "new", MaxSessionDuration: 7200 }));
      await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: other }));
      const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
      expect(Role).toMatchObject({ Description: "new", MaxSessionDuration: 7200 });
      expect(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? "")).toBe(other);
    });
  });

  test("ListRoles pages", async () => {
    await withRole("page-a", () =>
      withRole("page-b", async () => {
        const first = await iam.send(new ListRolesCommand({ MaxItems: 1 }));
        expect(first.Roles).toHaveLength(1);
        expect(first.IsTruncated).toBe(true);
        const next = await iam.send(new ListRolesCommand({ MaxItems: 1, Marker: first.Marker }));
        expect(next.Roles?.[0]?.RoleName).not.toBe(first.Roles?.[0]?.RoleName);
      }),
    );
  });

  test("tags are added, listed and taken away", async () => {
    await withRole("tags", async (RoleName) => {
      const Tags = [
        { Key: "team", Value: "core" },
        { Key: "stage", Value: "dev" },
      ];
      await iam.send(new TagRoleCommand({ RoleName, Tags }));
      await iam.send(new UntagRoleCommand({ RoleName, TagKeys: ["team"] }));
      expect((await iam.send(new ListRoleTagsCommand({ RoleName }))).Tags).toEqual([
        { Key: "stage", Value: "dev" },
      ]);
    });
  });

  test("what does not exist is NoSuchEntity", async () => {
    await expect(iam.send(new GetRoleCommand({ RoleName: `${prefix}-never` }))).rejects.toMatchObject({
      name: "NoSuchEntityException",
      message: `The role with name ${prefix}-never cannot be found.`,
    });
  });
});

describe("policies", () => {
  test("inline policies are put, read, listed and deleted; a role that has one stays", async () => {
    await withRole("inline", async (RoleName) => {
      const PolicyDocument = policy(allow("sqs:*"));
      await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: "one", PolicyDocument }));
      const read = await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName: "one" }));
      expect(decodeURIComponent(read.PolicyDocument ?? "")).toBe(PolicyDocument);
      expect((await iam.send(new ListRolePoliciesCommand({ RoleName }))).PolicyNames).toEqual(["one"]);
      await expect(iam.send(new DeleteRoleCommand({ RoleName }))).rejects.toMatchObject({
        name: "DeleteConflictException",
      });
      await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName: "one" }));
    });
  });

  test("an identity policy may not name principals, and must name resources", async () => {
    await withRole("grammar", async (RoleName) => {
      const wrong = [
        policy({ ...allow("s3:GetObject"), Principal: "*" }),
        policy({ Effect: "Allow", Action: "s3:GetObject" }),
        policy({ ...allow("s3:GetObject"), Condition: { StringAlmost: { "aws:userid": "x" } } }),
        policy(allow("GetObject")),
      ];
      for (const PolicyDocument of wrong) {
        await expect(
          iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: "bad", PolicyDocument })),
        ).rejects.toMatchObject({ name: "MalformedPolicyDocumentException" });
      }
    });
  });

  test("managed policies attach and detach, and count it", async () => {
    await withRole("attached", async (RoleName) => {
      await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn: arnOfPolicy }));
      const { AttachedPolicies } = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }));
      expect(AttachedPolicies).toEqual([{ PolicyName: `${prefix}-managed`, PolicyArn: arnOfPolicy }]);
      const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn: arnOfPolicy }));
      expect(Policy).toMatchObject({ AttachmentCount: 1, DefaultVersionId: "v1" });
      await iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn: arnOfPolicy }));
    });
  });

  test("AWS's own policies attach, too", async () => {
    const PolicyArn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";
    await withRole("aws", async (RoleName) => {
      await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
      await iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn }));
    });
    const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn }));
    expect(Policy).toMatchObject({ PolicyName: "AWSLambdaBasicExecutionRole", Path: "/service-role/" });
  });

  test("a policy has versions, of which one is in force", async () => {
    const PolicyDocument = policy(allow("s3:List*"));
    const { PolicyVersion } = await iam.send(
      new CreatePolicyVersionCommand({ PolicyArn: arnOfPolicy, PolicyDocument, SetAsDefault: true }),
    );
    expect(PolicyVersion).toMatchObject({ VersionId: "v2", IsDefaultVersion: true });
    const read = await iam.send(new GetPolicyVersionCommand({ PolicyArn: arnOfPolicy, VersionId: "v2" }));
    expect(decodeURIComponent(read.PolicyVersion?.Document ?? "")).toBe(PolicyDocument);
    await expect(
      iam.send(new DeletePolicyVersionCommand({ PolicyArn: arnOfPolicy, VersionId: "v2" })),
    ).rejects.toMatchObject({ name: "DeleteConflictException" });
    await iam.send(new DeletePolicyVersionCommand({ PolicyArn: arnOfPolicy, VersionId: "v1" }));
    const { Versions } = await iam.send(new ListPolicyVersionsCommand({ PolicyArn: arnOfPolicy }));
    expect(Versions?.map(({ VersionId }) => VersionId)).toEqual(["v2"]);
  });

  test("ListPolicies tells one's own from AWS's", async () => {
    const { Policies = [] } = await iam.send(new ListPoliciesCommand({ Scope: "Local", MaxItems: 1000 }));
    expect(Policies.map(({ Arn }) => Arn)).toContain(arnOfPolicy);
    expect(Policies.every(({ Arn }) => !Arn?.startsWith("arn:aws:iam::aws:"))).toBe(true);
  });

  test("a boundary is put and taken away", async () => {
    await withRole("boundary", async (RoleName) => {
      await iam.send(new PutRolePermissionsBoundaryCommand({ RoleName, PermissionsBoundary: arnOfPolicy }));
      const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
      expect(Role?.PermissionsBoundary?.PermissionsBoundaryArn).toBe(arnOfPolicy);
      await iam.send(new DeleteRolePermissionsBoundaryCommand({ RoleName }));
    });
  });

  test("SimulatePrincipalPolicy tells allowed from denied", async () => {
    await withRole("simulated", async (RoleName, arn) => {
      const PolicyDocument = policy(allow("s3:*", "arn:aws:s3:::mine/*"), {
        Effect: "Deny",
        Action: "s3:DeleteObject",
        Resource: "*",
      });
      await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: "p", PolicyDocument }));
      const { EvaluationResults = [] } = await iam.send(
        new SimulatePrincipalPolicyCommand({
          PolicySourceArn: arn,
          ActionNames: ["s3:GetObject", "s3:DeleteObject", "sqs:SendMessage"],
          ResourceArns: ["arn:aws:s3:::mine/x"],
        }),
      );
      expect(EvaluationResults.map(({ EvalDecision }) => EvalDecision)).toEqual([
        "allowed",
        "explicitDeny",
        "implicitDeny",
      ]);
      await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName: "p" }));
    });
  });
});
