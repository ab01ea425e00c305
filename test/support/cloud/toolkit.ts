import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import {
  type Change,
  CloudFormationClient,
  CreateChangeSetCommand,
  DeleteStackCommand,
  DescribeChangeSetCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  ExecuteChangeSetCommand,
  type Stack,
  type StackEvent,
} from "@aws-sdk/client-cloudformation";
import { HeadObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { zipSync } from "fflate";
import type { ClientSettings } from "./target.ts";

/** What the CDK's own command line does with an account, in its order and with its roles. */
export interface Toolkit {
  readonly cloudFormation: CloudFormationClient;
  /** The bootstrap template of the installed `aws-cdk`. */
  bootstrap(parameters?: Readonly<Record<string, string>>): Promise<Outcome>;
  /** Publishes what the assembly in a folder brings along. */
  publish(out: string): Promise<void>;
  /** Deploys one stack of the assembly in a folder, by a change set and with the roles that the assembly names. */
  deploy(out: string, stack: string, options?: DeployOptions): Promise<Outcome>;
  destroy(stack: string): Promise<Outcome>;
  describe(nameOrId: string): Promise<Stack>;
  /** Waits until the stack stands still. */
  settled(nameOrId: string): Promise<Stack>;
  /** Puts a text where templates are; answers its address. */
  put(key: string, text: string): Promise<string>;
}

export interface DeployOptions {
  /** Changes the template on its way. */
  readonly edit?: (template: TemplateJson) => TemplateJson | Promise<TemplateJson>;
  /** Where the stack's creation fails, resources to be retained go as well. */
  readonly retainExceptOnCreate?: boolean;
}

export interface TemplateJson {
  readonly Resources: Readonly<Record<string, ResourceJson>>;
  readonly [section: string]: unknown;
}

export interface ResourceJson {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly [attribute: string]: unknown;
}

export interface Outcome {
  readonly stackId: string;
  /** `NO_CHANGES` where the change set said so. */
  readonly status: string;
  readonly changes: readonly Change[];
  /** Of this operation, those of nested stacks among them. */
  readonly events: readonly StackEvent[];
  /** `LogicalId: reason` of what failed in it. */
  readonly failures: readonly string[];
}

const qualifier = "hnb659fds";
const template = join(
  import.meta.dirname,
  "../../../node_modules/aws-cdk/lib/api/bootstrap/bootstrap-template.yaml",
);

export const bootstrapTemplate = (): string => readFileSync(template, "utf8");

export function toolkit(settings: ClientSettings, accountId: string): Toolkit {
  const root = new CloudFormationClient(settings);
  const sts = new STSClient(settings);
  const bucket = `cdk-${qualifier}-assets-${accountId}-${settings.region}`;
  const filled = (text: string) =>
    text.replaceAll("${AWS::AccountId}", accountId).replaceAll("${AWS::Partition}", "aws");
  const sessions = new Map<string, Promise<ClientSettings>>();

  /** Settings with a session of the role. */
  function as(roleArn: string): Promise<ClientSettings> {
    const known = sessions.get(roleArn) ?? assume(roleArn);
    sessions.set(roleArn, known);
    return known;
  }

  async function assume(roleArn: string): Promise<ClientSettings> {
    const command = new AssumeRoleCommand({ RoleArn: filled(roleArn), RoleSessionName: "aws-cdk-test" });
    const { Credentials } = await sts.send(command);
    return {
      ...settings,
      credentials: {
        accessKeyId: Credentials?.AccessKeyId ?? "",
        secretAccessKey: Credentials?.SecretAccessKey ?? "",
        sessionToken: Credentials?.SessionToken ?? "",
      },
    };
  }

  const publisher = async () =>
    new S3Client({
      ...(await as(
        `arn:aws:iam::${accountId}:role/cdk-${qualifier}-file-publishing-role-${accountId}-${settings.region}`,
      )),
      forcePathStyle: true,
    });

  async function describe(nameOrId: string, client = root): Promise<Stack> {
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: nameOrId }));
    return Stacks?.[0] as Stack;
  }

  async function settled(nameOrId: string): Promise<Stack> {
    for (;;) {
      const stack = await describe(nameOrId);
      const status = stack.StackStatus ?? "";
      if (!status.endsWith("_IN_PROGRESS") || status === "REVIEW_IN_PROGRESS") return stack;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Oldest first, nested stacks' after their parents'. */
  async function eventsOf(stackId: string, since: Date): Promise<StackEvent[]> {
    const all: StackEvent[] = [];
    let NextToken: string | undefined;
    do {
      const page = await root.send(new DescribeStackEventsCommand({ StackName: stackId, NextToken }));
      all.push(...(page.StackEvents ?? []));
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    const own = all.filter(({ Timestamp }) => (Timestamp as Date) >= since).reverse();
    const nested = new Set(
      own
        .filter(({ ResourceType }) => ResourceType === "AWS::CloudFormation::Stack")
        .map(({ PhysicalResourceId }) => PhysicalResourceId ?? "")
        .filter((id) => id.startsWith("arn:") && id !== stackId),
    );
    const inside = await Promise.all([...nested].map((id) => eventsOf(id, since)));
    return [...own, ...inside.flat()];
  }

  async function outcome(stackId: string, since: Date, changes: readonly Change[]): Promise<Outcome> {
    const stack = await settled(stackId);
    const events = await eventsOf(stackId, since);
    return {
      stackId,
      status: stack.StackStatus ?? "",
      changes,
      events,
      failures: events
        .filter(({ ResourceStatus }) => ResourceStatus?.endsWith("_FAILED"))
        .map((event) => `${event.LogicalResourceId}: ${event.ResourceStatusReason}`),
    };
  }

  async function byChangeSet(
    client: CloudFormationClient,
    StackName: string,
    more: object,
    execution: object = {},
  ): Promise<Outcome> {
    const since = new Date();
    const existing = await describe(StackName, client).catch(() => undefined);
    const isNew = existing === undefined || existing.StackStatus === "REVIEW_IN_PROGRESS";
    const made = await client.send(
      new CreateChangeSetCommand({
        StackName,
        ChangeSetName: `cdk-${randomUUID()}`,
        ChangeSetType: isNew ? "CREATE" : "UPDATE",
        Capabilities: ["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"],
        ...more,
      }),
    );
    const set = await client.send(new DescribeChangeSetCommand({ ChangeSetName: made.Id }));
    const stackId = made.StackId ?? "";
    if (set.Status === "FAILED" && set.StatusReason?.includes("didn't contain changes"))
      return { stackId, status: "NO_CHANGES", changes: [], events: [], failures: [] };
    if (set.Status !== "CREATE_COMPLETE") throw new Error(`${set.Status}: ${set.StatusReason}`);
    await client.send(new ExecuteChangeSetCommand({ ChangeSetName: made.Id, ...execution }));
    return outcome(stackId, since, set.Changes ?? []);
  }

  /** Keys are hashes of what they name: what is there need not be published again. */
  async function isThere(s3: S3Client, Key: string): Promise<boolean> {
    try {
      await s3.send(new HeadObjectCommand({ Bucket: bucket, Key }));
      return true;
    } catch (error) {
      if ((error as Error).name === "NotFound") return false;
      throw error;
    }
  }

  async function put(key: string, text: string): Promise<string> {
    const s3 = await publisher();
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: text }));
    s3.destroy();
    return `${settings.endpoint}/${bucket}/${key}`;
  }

  return {
    cloudFormation: root,
    describe: (nameOrId) => describe(nameOrId),
    settled,

    async bootstrap(parameters = {}) {
      const Parameters = Object.entries(parameters).map(([ParameterKey, ParameterValue]) => ({
        ParameterKey,
        ParameterValue,
      }));
      return byChangeSet(root, "CDKToolkit", { TemplateBody: bootstrapTemplate(), Parameters });
    },

    async publish(out) {
      const s3 = await publisher();
      const manifests = readdirSync(out).filter((name) => name.endsWith(".assets.json"));
      for (const manifest of manifests) {
        const { files } = JSON.parse(readFileSync(join(out, manifest), "utf8")) as AssetManifest;
        for (const { source, destinations } of Object.values(files)) {
          const path = join(out, source.path);
          for (const { objectKey: Key } of Object.values(destinations)) {
            if (await isThere(s3, Key)) continue;
            const Body = source.packaging === "zip" ? zipped(path) : readFileSync(path);
            await s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body }));
          }
        }
      }
      s3.destroy();
    },

    put,

    async deploy(out, stack, { edit, retainExceptOnCreate = false } = {}) {
      const { artifacts } = JSON.parse(readFileSync(join(out, "manifest.json"), "utf8")) as Manifest;
      const { properties } = artifacts[stack] as Manifest["artifacts"][string];
      const read = JSON.parse(readFileSync(join(out, properties.templateFile), "utf8")) as TemplateJson;
      const text = JSON.stringify(edit === undefined ? read : await edit(read));
      const client = new CloudFormationClient(await as(properties.assumeRoleArn));
      const request = {
        TemplateURL: await put(`templates/${randomUUID()}.json`, text),
        RoleARN: filled(properties.cloudFormationExecutionRoleArn),
        Tags: Object.entries(properties.tags ?? {}).map(([Key, Value]) => ({ Key, Value })),
      };
      return byChangeSet(client, stack, request, { RetainExceptOnCreate: retainExceptOnCreate });
    },

    async destroy(stack) {
      const { StackId = "" } = await describe(stack);
      const since = new Date();
      await root.send(new DeleteStackCommand({ StackName: stack }));
      return outcome(StackId, since, []);
    },
  };
}

interface Manifest {
  readonly artifacts: Readonly<
    Record<
      string,
      {
        readonly properties: {
          readonly templateFile: string;
          readonly assumeRoleArn: string;
          readonly cloudFormationExecutionRoleArn: string;
          readonly tags?: Readonly<Record<string, string>>;
        };
      }
    >
  >;
}

interface AssetManifest {
  readonly files: Readonly<
    Record<
      string,
      {
        readonly source: { readonly path: string; readonly packaging: "file" | "zip" };
        readonly destinations: Readonly<Record<string, { readonly objectKey: string }>>;
      }
    >
  >;
}

function zipped(folder: string): Uint8Array {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const files = names.filter((name) => statSync(join(folder, name)).isFile());
  return zipSync(Object.fromEntries(files.map((name) => [name, readFileSync(join(folder, name))])));
}
