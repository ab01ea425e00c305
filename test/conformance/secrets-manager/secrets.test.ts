import {
  BatchGetSecretValueCommand,
  CreateSecretCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  GetRandomPasswordCommand,
  GetSecretValueCommand,
  ListSecretsCommand,
  ListSecretVersionIdsCommand,
  PutSecretValueCommand,
  RestoreSecretCommand,
  SecretsManagerClient,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateSecretCommand,
  UpdateSecretVersionStageCommand,
} from "@aws-sdk/client-secrets-manager";
import { afterAll, beforeAll, expect, test } from "vitest";
import { target } from "../../support/cloud/target.ts";

const { settings } = target();
const prefix = `plinth-conformance-${Date.now()}`;
const made: string[] = [];
let secrets: SecretsManagerClient;

beforeAll(() => {
  secrets = new SecretsManagerClient(settings);
});

afterAll(async () => {
  for (const SecretId of made)
    await secrets.send(new DeleteSecretCommand({ SecretId, ForceDeleteWithoutRecovery: true }));
});

async function create(name: string, SecretString?: string) {
  const Name = `${prefix}/${name}`;
  made.push(Name);
  return { ...(await secrets.send(new CreateSecretCommand({ Name, SecretString }))), Name };
}

const read = (SecretId: string, more = {}) => secrets.send(new GetSecretValueCommand({ SecretId, ...more }));

test("a value comes back by name and by ARN", async () => {
  const { Name, ARN = "", VersionId } = await create("text", "s3cret");
  expect(ARN).toMatch(/:secret:plinth-conformance-\d+\/text-[A-Za-z0-9]{6}$/);
  const wanted = { ARN, Name, VersionId, SecretString: "s3cret", VersionStages: ["AWSCURRENT"] };
  expect(await read(Name)).toMatchObject(wanted);
  expect(await read(ARN)).toMatchObject(wanted);
  expect(await read(ARN.slice(0, -7))).toMatchObject(wanted);
});

test("binary values stay as they are", async () => {
  const { Name } = await create("binary");
  await secrets.send(new PutSecretValueCommand({ SecretId: Name, SecretBinary: Buffer.of(0, 1, 255) }));
  expect([...((await read(Name)).SecretBinary ?? [])]).toEqual([0, 1, 255]);
});

test("a new value makes the current one the previous", async () => {
  const { Name, VersionId: first } = await create("versions", "one");
  const { VersionId: second } = await secrets.send(
    new PutSecretValueCommand({ SecretId: Name, SecretString: "two" }),
  );
  expect((await read(Name)).SecretString).toBe("two");
  expect(await read(Name, { VersionStage: "AWSPREVIOUS" })).toMatchObject({
    SecretString: "one",
    VersionId: first,
  });
  const { Versions } = await secrets.send(new ListSecretVersionIdsCommand({ SecretId: Name }));
  expect(Versions?.map(({ VersionId }) => VersionId).sort()).toEqual([first, second].sort());
  await secrets.send(
    new UpdateSecretVersionStageCommand({
      SecretId: Name,
      VersionStage: "AWSCURRENT",
      MoveToVersionId: first,
      RemoveFromVersionId: second,
    }),
  );
  expect((await read(Name)).SecretString).toBe("one");
  const { VersionIdsToStages } = await secrets.send(new DescribeSecretCommand({ SecretId: Name }));
  expect(VersionIdsToStages).toEqual({ [first ?? ""]: ["AWSCURRENT"], [second ?? ""]: ["AWSPREVIOUS"] });
});

test("UpdateSecret changes description and value", async () => {
  const { Name } = await create("updated", "one");
  await secrets.send(
    new UpdateSecretCommand({ SecretId: Name, Description: "what for", SecretString: "two" }),
  );
  expect((await read(Name)).SecretString).toBe("two");
  expect((await secrets.send(new DescribeSecretCommand({ SecretId: Name }))).Description).toBe("what for");
});

test("a deleted secret can be had back within its window", async () => {
  const { Name } = await create("deleted", "kept");
  await secrets.send(new DeleteSecretCommand({ SecretId: Name, RecoveryWindowInDays: 7 }));
  await expect(read(Name)).rejects.toMatchObject({ name: "InvalidRequestException" });
  await expect(create("deleted", "again")).rejects.toMatchObject({ name: "InvalidRequestException" });
  await secrets.send(new RestoreSecretCommand({ SecretId: Name }));
  expect((await read(Name)).SecretString).toBe("kept");
});

test("deleted by force, it is gone", async () => {
  const { Name } = await create("forced", "x");
  await secrets.send(new DeleteSecretCommand({ SecretId: Name, ForceDeleteWithoutRecovery: true }));
  await expect
    .poll(() => read(Name).catch(({ name }) => name), { timeout: 20_000 })
    .toBe("ResourceNotFoundException");
});

test("names are taken once; the same request again is no error", async () => {
  const { Name } = await create("taken", "x");
  await expect(create("taken", "y")).rejects.toMatchObject({ name: "ResourceExistsException" });
  const token = "b0f4c1a4-6a3c-4c38-9e53-8f4d5c6e7a10";
  const put = (SecretString: string) =>
    secrets.send(new PutSecretValueCommand({ SecretId: Name, SecretString, ClientRequestToken: token }));
  await put("z");
  expect((await put("z")).VersionId).toBe(token);
  await expect(put("other")).rejects.toMatchObject({ name: "ResourceExistsException" });
});

test("tags and filters find secrets", async () => {
  const { Name } = await create("tagged", "x");
  await secrets.send(
    new TagResourceCommand({
      SecretId: Name,
      Tags: [
        { Key: "team", Value: prefix },
        { Key: "old", Value: "x" },
      ],
    }),
  );
  await secrets.send(new UntagResourceCommand({ SecretId: Name, TagKeys: ["old"] }));
  const Filters = [{ Key: "tag-value" as const, Values: [prefix] }];
  await expect
    .poll(async () => (await secrets.send(new ListSecretsCommand({ Filters }))).SecretList, {
      timeout: 20_000,
    })
    .toMatchObject([{ Name, Tags: [{ Key: "team", Value: prefix }] }]);
});

test("several at once, with what is missing named", async () => {
  const { Name } = await create("batch", "x");
  const { SecretValues, Errors } = await secrets.send(
    new BatchGetSecretValueCommand({ SecretIdList: [Name, `${prefix}/none`] }),
  );
  expect(SecretValues).toMatchObject([{ Name, SecretString: "x" }]);
  expect(Errors).toMatchObject([{ SecretId: `${prefix}/none`, ErrorCode: "ResourceNotFoundException" }]);
});

test("random passwords have what is asked for", async () => {
  const { RandomPassword = "" } = await secrets.send(
    new GetRandomPasswordCommand({ PasswordLength: 40, ExcludePunctuation: true, ExcludeCharacters: "0O" }),
  );
  expect(RandomPassword).toMatch(/^[A-Za-z0-9]{40}$/);
  expect(RandomPassword).not.toMatch(/[0O]/);
  expect([/[a-z]/, /[A-Z]/, /\d/].every((kind) => kind.test(RandomPassword))).toBe(true);
});

test("what is not there is said not to be", async () => {
  await expect(read(`${prefix}/none`)).rejects.toMatchObject({ name: "ResourceNotFoundException" });
  const { Name } = await create("empty");
  await expect(read(Name)).rejects.toMatchObject({ name: "ResourceNotFoundException" });
});
