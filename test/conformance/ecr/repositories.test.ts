import {
  CreateRepositoryCommand,
  DeleteRepositoryCommand,
  DescribeImagesCommand,
  DescribeRepositoriesCommand,
  ECRClient,
  GetLifecyclePolicyCommand,
  GetRepositoryPolicyCommand,
  ListTagsForResourceCommand,
  PutImageTagMutabilityCommand,
  PutLifecyclePolicyCommand,
  SetRepositoryPolicyCommand,
} from "@aws-sdk/client-ecr";
import { afterAll, beforeAll, expect, test } from "vitest";
import { target } from "../../support/cloud/target.ts";

const { settings } = target();
const repositoryName = `plinth-conformance/${Date.now()}`;
let ecr: ECRClient;

beforeAll(async () => {
  ecr = new ECRClient(settings);
  await ecr.send(
    new CreateRepositoryCommand({
      repositoryName,
      imageScanningConfiguration: { scanOnPush: true },
      tags: [{ Key: "team", Value: "core" }],
    }),
  );
});

afterAll(() => ecr.send(new DeleteRepositoryCommand({ repositoryName, force: true })));

const describeIt = async () =>
  (await ecr.send(new DescribeRepositoriesCommand({ repositoryNames: [repositoryName] }))).repositories?.[0];

test("a repository is shown with its address", async () => {
  const found = await describeIt();
  expect(found).toMatchObject({
    repositoryName,
    imageTagMutability: "MUTABLE",
    imageScanningConfiguration: { scanOnPush: true },
  });
  expect(found?.repositoryUri).toMatch(/^\d{12}\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com\/plinth-conformance\//);
  const { tags } = await ecr.send(new ListTagsForResourceCommand({ resourceArn: found?.repositoryArn }));
  expect(tags).toEqual([{ Key: "team", Value: "core" }]);
});

test("settings and policies are kept", async () => {
  await ecr.send(new PutImageTagMutabilityCommand({ repositoryName, imageTagMutability: "IMMUTABLE" }));
  expect((await describeIt())?.imageTagMutability).toBe("IMMUTABLE");
  await expect(ecr.send(new GetLifecyclePolicyCommand({ repositoryName }))).rejects.toMatchObject({
    name: "LifecyclePolicyNotFoundException",
  });
  const selection = {
    tagStatus: "untagged",
    countType: "sinceImagePushed",
    countUnit: "days",
    countNumber: 365,
  };
  const lifecyclePolicyText = JSON.stringify({
    rules: [{ rulePriority: 1, selection, action: { type: "expire" } }],
  });
  await ecr.send(new PutLifecyclePolicyCommand({ repositoryName, lifecyclePolicyText }));
  const { lifecyclePolicyText: kept = "" } = await ecr.send(
    new GetLifecyclePolicyCommand({ repositoryName }),
  );
  expect(JSON.parse(kept)).toEqual(JSON.parse(lifecyclePolicyText));
  const Statement = [
    { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: ["ecr:BatchGetImage"] },
  ];
  await ecr.send(
    new SetRepositoryPolicyCommand({
      repositoryName,
      policyText: JSON.stringify({ Version: "2012-10-17", Statement }),
    }),
  );
  const { policyText = "" } = await ecr.send(new GetRepositoryPolicyCommand({ repositoryName }));
  expect(JSON.parse(policyText).Statement).toHaveLength(1);
});

test("names are taken once; there are no images", async () => {
  await expect(ecr.send(new CreateRepositoryCommand({ repositoryName }))).rejects.toMatchObject({
    name: "RepositoryAlreadyExistsException",
  });
  expect((await ecr.send(new DescribeImagesCommand({ repositoryName }))).imageDetails).toEqual([]);
  await expect(
    ecr.send(new DescribeRepositoriesCommand({ repositoryNames: [`${repositoryName}-none`] })),
  ).rejects.toMatchObject({ name: "RepositoryNotFoundException" });
});
