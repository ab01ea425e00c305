import type { GlobalSecondaryIndex, TableDescription, UpdateTableInput } from "@aws-sdk/client-dynamodb";
import type { Properties, Provisioned, ResourceContext, ResourceType } from "../../../kernel/service.ts";
import { notSupportedHere, WireError } from "../../../kernel/wire-error.ts";
import { presentProperties } from "./present-properties.ts";
import { asNumbers, sameJson } from "./property-values.ts";
import type { TableProperties } from "./table-properties.ts";

const refused = ["ImportSourceSpecification", "KinesisStreamSpecification", "ResourcePolicy"];

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html */
export const dynamodbTable: ResourceType = {
  type: "AWS::DynamoDB::Table",

  async create(properties, context) {
    const wanted = read(properties);
    const name = wanted.TableName ?? context.generatedName(255);
    await call(context, "CreateTable", createInput(wanted, name, context));
    try {
      await setTimeToLive(context, name, wanted, undefined);
      await setRecovery(context, name, wanted, undefined);
    } catch (error) {
      // CloudFormation never learns of a table that was not made to its end.
      await call(context, "DeleteTable", { TableName: name });
      throw error;
    }
    return provisioned(context, name);
  },

  async update(name, properties, previous, context) {
    const wanted = read(properties);
    const before = await presentProperties(context, name, read(previous), wanted);
    await updateSettings(context, name, wanted, before);
    await updateIndexes(context, name, wanted, before);
    await setTimeToLive(context, name, wanted, before);
    await setRecovery(context, name, wanted, before);
    await updateTags(context, name, wanted);
    return provisioned(context, name);
  },

  async delete(name, _properties, context) {
    try {
      await call(context, "DeleteTable", { TableName: name });
    } catch (error) {
      if (!(error instanceof WireError) || error.code !== "ResourceNotFoundException") throw error;
    }
  },
};

function read(properties: Properties): TableProperties {
  const used = refused.find((name) => properties[name] !== undefined);
  if (used !== undefined) throw notSupportedHere(`the property AWS::DynamoDB::Table.${used}`);
  return asNumbers(properties) as unknown as TableProperties;
}

function createInput(wanted: TableProperties, name: string, context: ResourceContext): object {
  return {
    TableName: name,
    ...settings(wanted),
    KeySchema: wanted.KeySchema,
    AttributeDefinitions: wanted.AttributeDefinitions,
    LocalSecondaryIndexes: wanted.LocalSecondaryIndexes,
    GlobalSecondaryIndexes: wanted.GlobalSecondaryIndexes?.map(indexInput),
    StreamSpecification: streamInput(wanted),
    Tags: allTags(wanted, context),
  };
}

/** What CreateTable and UpdateTable take alike. */
function settings(wanted: TableProperties) {
  const { SSESpecification: encryption } = wanted;
  return {
    BillingMode: wanted.BillingMode ?? "PROVISIONED",
    ProvisionedThroughput: wanted.ProvisionedThroughput,
    DeletionProtectionEnabled: wanted.DeletionProtectionEnabled,
    TableClass: wanted.TableClass,
    OnDemandThroughput: wanted.OnDemandThroughput,
    WarmThroughput: wanted.WarmThroughput,
    SSESpecification: encryption && {
      Enabled: encryption.SSEEnabled,
      SSEType: encryption.SSEType,
      KMSMasterKeyId: encryption.KMSMasterKeyId,
    },
  };
}

function indexInput({
  IndexName,
  KeySchema,
  Projection,
  ...rest
}: GlobalSecondaryIndex): GlobalSecondaryIndex {
  return {
    IndexName,
    KeySchema,
    Projection,
    ...(rest.ProvisionedThroughput && { ProvisionedThroughput: rest.ProvisionedThroughput }),
    ...(rest.OnDemandThroughput && { OnDemandThroughput: rest.OnDemandThroughput }),
    ...(rest.WarmThroughput && { WarmThroughput: rest.WarmThroughput }),
  };
}

function streamInput({ StreamSpecification: stream }: TableProperties) {
  if (stream === undefined) return undefined;
  if (stream.ResourcePolicy !== undefined) {
    throw notSupportedHere("the property AWS::DynamoDB::Table.StreamSpecification.ResourcePolicy");
  }
  return { StreamEnabled: true, StreamViewType: stream.StreamViewType };
}

async function updateSettings(
  context: ResourceContext,
  name: string,
  wanted: TableProperties,
  before: TableProperties,
): Promise<void> {
  const now = settings(wanted);
  const old = settings(before);
  const changed = Object.fromEntries(
    Object.entries(now).filter(([key, value]) => !sameJson(value, old[key as keyof typeof old])),
  );
  // Capacity is told together with the mode it belongs to.
  if ("BillingMode" in changed) changed["ProvisionedThroughput"] = now.ProvisionedThroughput;
  const removedEncryption = "SSESpecification" in changed && now.SSESpecification === undefined;
  const removedProtection =
    "DeletionProtectionEnabled" in changed && now.DeletionProtectionEnabled === undefined;
  const input = {
    ...changed,
    ...(removedEncryption && { SSESpecification: { Enabled: false } }),
    ...(removedProtection && { DeletionProtectionEnabled: false }),
  };
  if (Object.values(input).some((value) => value !== undefined)) {
    await call(context, "UpdateTable", { TableName: name, ...input });
  }
  const [stream, oldStream] = [streamInput(wanted), streamInput(before)];
  if (sameJson(stream, oldStream)) return;
  if (oldStream !== undefined) {
    await call(context, "UpdateTable", { TableName: name, StreamSpecification: { StreamEnabled: false } });
  }
  if (stream !== undefined) {
    await call(context, "UpdateTable", { TableName: name, StreamSpecification: stream });
  }
}

/** @throws WireError where more than one global index is created or deleted: CloudFormation refuses that on AWS, too */
async function updateIndexes(
  context: ResourceContext,
  name: string,
  wanted: TableProperties,
  before: TableProperties,
): Promise<void> {
  const now = new Map((wanted.GlobalSecondaryIndexes ?? []).map((index) => [index.IndexName, index]));
  const old = new Map((before.GlobalSecondaryIndexes ?? []).map((index) => [index.IndexName, index]));
  const deleted = [...old.keys()].filter((index) => !now.has(index));
  const created = [...now.values()].filter(({ IndexName }) => !old.has(IndexName));
  const kept = [...now.values()].filter(({ IndexName }) => old.has(IndexName));
  for (const index of kept) {
    const { Projection, KeySchema } = old.get(index.IndexName) as GlobalSecondaryIndex;
    if (!sameJson(index.KeySchema, KeySchema) || !sameJson(index.Projection, Projection)) {
      throw new WireError(
        "ValidationException",
        "Cannot update GSI's properties other than Provisioned Throughput and Contributor Insights Specification. You can create a new GSI with a different name.",
      );
    }
    const { ProvisionedThroughput: throughput } = index;
    if (throughput && !sameJson(throughput, old.get(index.IndexName)?.ProvisionedThroughput)) {
      await changeIndex(context, name, wanted, {
        Update: { IndexName: index.IndexName, ProvisionedThroughput: throughput },
      });
    }
  }
  if (deleted.length + created.length > 1) {
    throw new WireError(
      "ValidationException",
      "Cannot perform more than one GSI creation or deletion in a single update",
    );
  }
  for (const IndexName of deleted) await changeIndex(context, name, wanted, { Delete: { IndexName } });
  for (const index of created) await changeIndex(context, name, wanted, { Create: indexInput(index) });
}

async function changeIndex(context: ResourceContext, name: string, wanted: TableProperties, change: object) {
  const input = {
    TableName: name,
    AttributeDefinitions: wanted.AttributeDefinitions,
    GlobalSecondaryIndexUpdates: [change],
  };
  await call(context, "UpdateTable", input);
}

async function setTimeToLive(
  context: ResourceContext,
  name: string,
  { TimeToLiveSpecification: wanted }: TableProperties,
  previous: TableProperties | undefined,
): Promise<void> {
  const before = previous?.TimeToLiveSpecification;
  if (sameJson(wanted, before)) return;
  const set = (Enabled: boolean, AttributeName: string | undefined) =>
    call(context, "UpdateTimeToLive", {
      TableName: name,
      TimeToLiveSpecification: { Enabled, AttributeName },
    });
  if (before?.Enabled) await set(false, before.AttributeName);
  if (wanted?.Enabled) await set(true, wanted.AttributeName);
}

async function setRecovery(
  context: ResourceContext,
  name: string,
  { PointInTimeRecoverySpecification: wanted }: TableProperties,
  previous: TableProperties | undefined,
): Promise<void> {
  const before = previous?.PointInTimeRecoverySpecification;
  if (sameJson(wanted, before) || (wanted === undefined && before === undefined)) return;
  await call(context, "UpdateContinuousBackups", {
    TableName: name,
    PointInTimeRecoverySpecification: {
      PointInTimeRecoveryEnabled: wanted?.PointInTimeRecoveryEnabled ?? false,
      ...(wanted?.RecoveryPeriodInDays !== undefined && {
        RecoveryPeriodInDays: wanted.RecoveryPeriodInDays,
      }),
    },
  });
}

async function updateTags(context: ResourceContext, name: string, wanted: TableProperties): Promise<void> {
  const { Table: table } = (await call(context, "DescribeTable", { TableName: name })) as {
    Table: TableDescription;
  };
  const now = allTags(wanted, context);
  const { Tags: old } = (await call(context, "ListTagsOfResource", { ResourceArn: table.TableArn })) as {
    Tags: { Key: string }[];
  };
  const gone = old.map(({ Key }) => Key).filter((key) => now.every(({ Key }) => Key !== key));
  if (gone.length > 0) await call(context, "UntagResource", { ResourceArn: table.TableArn, TagKeys: gone });
  if (now.length > 0) await call(context, "TagResource", { ResourceArn: table.TableArn, Tags: now });
}

function allTags(wanted: TableProperties, context: ResourceContext) {
  const own = (wanted.Tags ?? []).map(({ Key, Value }) => [Key, Value] as const);
  const all: Record<string, string> = { ...context.tags, ...Object.fromEntries(own) };
  return Object.entries(all).map(([Key, Value]) => ({ Key, Value }));
}

async function provisioned(context: ResourceContext, name: string): Promise<Provisioned> {
  const { Table: table } = (await call(context, "DescribeTable", { TableName: name })) as {
    Table: TableDescription;
  };
  return {
    physicalId: name,
    attributes: {
      Arn: table.TableArn,
      TableId: table.TableId,
      ...(table.LatestStreamArn && { StreamArn: table.LatestStreamArn }),
    },
  };
}

function call(context: ResourceContext, operation: string, input: UpdateTableInput | object) {
  return context.call("dynamodb", operation, input, context.caller);
}
