import {
  CancelKeyDeletionCommand,
  CreateAliasCommand,
  CreateKeyCommand,
  DecryptCommand,
  DeleteAliasCommand,
  DescribeKeyCommand,
  DisableKeyCommand,
  EnableKeyCommand,
  EnableKeyRotationCommand,
  EncryptCommand,
  GenerateDataKeyCommand,
  GenerateDataKeyWithoutPlaintextCommand,
  GenerateRandomCommand,
  GetKeyPolicyCommand,
  GetKeyRotationStatusCommand,
  KMSClient,
  ListAliasesCommand,
  ListResourceTagsCommand,
  ReEncryptCommand,
  ScheduleKeyDeletionCommand,
} from "@aws-sdk/client-kms";
import { afterAll, beforeAll, expect, test } from "vitest";
import { target } from "../../support/cloud/target.ts";

const { settings } = target();
const alias = `alias/plinth-conformance-${Date.now()}`;
const made: string[] = [];
let kms: KMSClient;
let KeyId = "";

beforeAll(async () => {
  kms = new KMSClient(settings);
  KeyId = await create();
});

afterAll(async () => {
  for (const id of made)
    await kms.send(new ScheduleKeyDeletionCommand({ KeyId: id, PendingWindowInDays: 7 })).catch(() => {});
});

async function create(more = {}): Promise<string> {
  const { KeyMetadata } = await kms.send(new CreateKeyCommand(more));
  made.push(KeyMetadata?.KeyId ?? "");
  return KeyMetadata?.KeyId ?? "";
}

const Plaintext = Buffer.from("attack at dawn");

test("what is encrypted can be decrypted, in its context only", async () => {
  const EncryptionContext = { tenant: "t1" };
  const { CiphertextBlob } = await kms.send(new EncryptCommand({ KeyId, Plaintext, EncryptionContext }));
  const opened = await kms.send(new DecryptCommand({ CiphertextBlob, EncryptionContext }));
  expect(Buffer.from(opened.Plaintext ?? []).toString()).toBe("attack at dawn");
  expect(opened.KeyId).toMatch(new RegExp(`^arn:aws:kms:[^:]+:\\d{12}:key/${KeyId}$`));
  const elsewhere = new DecryptCommand({ CiphertextBlob, EncryptionContext: { tenant: "t2" } });
  await expect(kms.send(elsewhere)).rejects.toMatchObject({ name: "InvalidCiphertextException" });
});

test("what was changed is refused", async () => {
  const { CiphertextBlob = new Uint8Array() } = await kms.send(new EncryptCommand({ KeyId, Plaintext }));
  CiphertextBlob[CiphertextBlob.length - 1] = (CiphertextBlob[CiphertextBlob.length - 1] ?? 0) ^ 1;
  await expect(kms.send(new DecryptCommand({ CiphertextBlob }))).rejects.toMatchObject({
    name: "InvalidCiphertextException",
  });
});

test("another key is refused", async () => {
  const { CiphertextBlob } = await kms.send(new EncryptCommand({ KeyId, Plaintext }));
  const command = new DecryptCommand({ CiphertextBlob, KeyId: await create() });
  await expect(kms.send(command)).rejects.toMatchObject({ name: "IncorrectKeyException" });
});

test("data keys come open and sealed", async () => {
  const { Plaintext: open, CiphertextBlob } = await kms.send(
    new GenerateDataKeyCommand({ KeyId, KeySpec: "AES_256" }),
  );
  expect(open).toHaveLength(32);
  expect((await kms.send(new DecryptCommand({ CiphertextBlob }))).Plaintext).toEqual(open);
  const sealed = await kms.send(new GenerateDataKeyWithoutPlaintextCommand({ KeyId, NumberOfBytes: 24 }));
  expect(sealed).not.toHaveProperty("Plaintext");
  const opened = await kms.send(new DecryptCommand({ CiphertextBlob: sealed.CiphertextBlob }));
  expect(opened.Plaintext).toHaveLength(24);
  await expect(kms.send(new GenerateDataKeyCommand({ KeyId }))).rejects.toMatchObject({
    name: "ValidationException",
  });
});

test("aliases stand for keys", async () => {
  await kms.send(new CreateAliasCommand({ AliasName: alias, TargetKeyId: KeyId }));
  expect((await kms.send(new DescribeKeyCommand({ KeyId: alias }))).KeyMetadata?.KeyId).toBe(KeyId);
  const { Aliases } = await kms.send(new ListAliasesCommand({ KeyId }));
  expect(Aliases).toMatchObject([{ AliasName: alias, TargetKeyId: KeyId }]);
  await expect(
    kms.send(new CreateAliasCommand({ AliasName: alias, TargetKeyId: KeyId })),
  ).rejects.toMatchObject({ name: "AlreadyExistsException" });
  await kms.send(new DeleteAliasCommand({ AliasName: alias }));
  await expect(kms.send(new DescribeKeyCommand({ KeyId: alias }))).rejects.toMatchObject({
    name: "NotFoundException",
  });
});

test("AWS's own keys are there when they are asked for", async () => {
  const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: "alias/aws/ssm" }));
  expect(KeyMetadata).toMatchObject({ KeyManager: "AWS", KeyState: "Enabled" });
});

test("texts move from one key to another without being seen", async () => {
  const DestinationKeyId = await create();
  const { CiphertextBlob } = await kms.send(new EncryptCommand({ KeyId, Plaintext }));
  const moved = await kms.send(new ReEncryptCommand({ CiphertextBlob, DestinationKeyId }));
  const opened = await kms.send(new DecryptCommand({ CiphertextBlob: moved.CiphertextBlob }));
  expect(Buffer.from(opened.Plaintext ?? []).toString()).toBe("attack at dawn");
  expect(opened.KeyId).toContain(DestinationKeyId);
});

test("a disabled key does nothing", async () => {
  const id = await create();
  await kms.send(new DisableKeyCommand({ KeyId: id }));
  await expect(kms.send(new EncryptCommand({ KeyId: id, Plaintext }))).rejects.toMatchObject({
    name: "DisabledException",
  });
  await kms.send(new EnableKeyCommand({ KeyId: id }));
  await kms.send(new EncryptCommand({ KeyId: id, Plaintext }));
});

test("deletion waits, and can be called off", async () => {
  const id = await create();
  const { KeyState } = await kms.send(new ScheduleKeyDeletionCommand({ KeyId: id, PendingWindowInDays: 7 }));
  expect(KeyState).toBe("PendingDeletion");
  await expect(kms.send(new EncryptCommand({ KeyId: id, Plaintext }))).rejects.toMatchObject({
    name: "KMSInvalidStateException",
  });
  await kms.send(new CancelKeyDeletionCommand({ KeyId: id }));
  const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: id }));
  expect(KeyMetadata?.KeyState).toBe("Disabled");
});

test("keys have a policy, rotation and tags", async () => {
  const id = await create({ Tags: [{ TagKey: "team", TagValue: "core" }], Description: "for tests" });
  const { Policy } = await kms.send(new GetKeyPolicyCommand({ KeyId: id, PolicyName: "default" }));
  expect(JSON.parse(Policy ?? "{}").Statement[0]).toMatchObject({ Effect: "Allow", Action: "kms:*" });
  await kms.send(new EnableKeyRotationCommand({ KeyId: id }));
  expect(await kms.send(new GetKeyRotationStatusCommand({ KeyId: id }))).toMatchObject({
    KeyRotationEnabled: true,
    RotationPeriodInDays: 365,
  });
  expect((await kms.send(new ListResourceTagsCommand({ KeyId: id }))).Tags).toEqual([
    { TagKey: "team", TagValue: "core" },
  ]);
});

test("random bytes are as many as asked for", async () => {
  expect((await kms.send(new GenerateRandomCommand({ NumberOfBytes: 100 }))).Plaintext).toHaveLength(100);
});
