import { tagsOf } from "../../../kernel/properties.ts";
import type { Properties, ResourceContext, ResourceType } from "../../../kernel/service.ts";
import { notSupportedHere, WireError } from "../../../kernel/wire-error.ts";
import { memberNames } from "./member-names.ts";

type Plain = Record<string, unknown>;

const call = (context: ResourceContext, operation: string, input: object) =>
  context.call("appsync", operation, input, context.caller);

/** Deleting what is gone already is no error. */
async function remove(context: ResourceContext, operation: string, input: object): Promise<void> {
  try {
    await call(context, operation, input);
  } catch (problem) {
    if (!(problem instanceof WireError) || problem.code !== "NotFoundException") throw problem;
  }
}

const read = (properties: Properties): Plain => numbers(memberNames(properties) as Plain);

/** Templates may write numbers as texts. */
function numbers(input: Plain): Plain {
  const names = ["maxBatchSize", "queryDepthLimit", "resolverCountLimit", "expires"];
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => [name, names.includes(name) ? Number(value) : value]),
  );
}

async function textAt(context: ResourceContext, location: unknown): Promise<string> {
  const [, Bucket, Key] = /^s3:\/\/([^/]+)\/(.+)$/.exec(String(location)) ?? [];
  if (Bucket === undefined) throw new WireError("BadRequestException", `${location} is no S3 location.`);
  const { Body } = await context.call("s3", "GetObject", { Bucket, Key }, context.caller);
  const chunks: Buffer[] = [];
  if (typeof Body === "string" || Body instanceof Uint8Array)
    return Buffer.from(Body as Uint8Array).toString();
  for await (const chunk of Body as AsyncIterable<Uint8Array>) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString();
}

async function withCode(properties: Properties, context: ResourceContext): Promise<Plain> {
  const { codeS3Location, ...rest } = read(properties);
  for (const name of ["requestMappingTemplateS3Location", "responseMappingTemplateS3Location"]) {
    if (rest[name] !== undefined) throw notSupportedHere("VTL mapping templates (write APPSYNC_JS)");
  }
  if (codeS3Location === undefined) return rest;
  return { ...rest, code: await textAt(context, codeS3Location) };
}

const last = (arn: string) => arn.slice(arn.lastIndexOf("/") + 1);

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-appsync-graphqlapi.html */
const graphqlApi: ResourceType = {
  type: "AWS::AppSync::GraphQLApi",
  async create(properties, context) {
    const { EnvironmentVariables, Tags: _, ...rest } = properties;
    const tags = Object.fromEntries(tagsOf(properties, context.tags).map(({ Key, Value }) => [Key, Value]));
    const { graphqlApi: api } = await call(context, "CreateGraphqlApi", { ...read(rest), tags });
    const { apiId } = api as Plain;
    if (EnvironmentVariables)
      await call(context, "PutGraphqlApiEnvironmentVariables", {
        apiId,
        environmentVariables: EnvironmentVariables,
      });
    return apiProvisioned(api as Plain);
  },
  async update(arn, properties, _previous, context) {
    const { EnvironmentVariables, Tags: _, ...rest } = properties;
    const apiId = last(arn);
    const { graphqlApi: api } = await call(context, "UpdateGraphqlApi", { ...read(rest), apiId });
    await call(context, "PutGraphqlApiEnvironmentVariables", {
      apiId,
      environmentVariables: EnvironmentVariables ?? {},
    });
    return apiProvisioned(api as Plain);
  },
  delete: (arn, _properties, context) => remove(context, "DeleteGraphqlApi", { apiId: last(arn) }),
};

function apiProvisioned(api: Plain) {
  const uris = api["uris"] as Record<string, string>;
  const dns = api["dns"] as Record<string, string>;
  const url = uris["GRAPHQL"] ?? "";
  return {
    physicalId: String(api["arn"]),
    attributes: {
      ApiId: api["apiId"],
      Arn: api["arn"],
      GraphQLUrl: url,
      GraphQLDns: dns["GRAPHQL"],
      RealtimeUrl: uris["REALTIME"],
      RealtimeDns: dns["REALTIME"],
      GraphQLEndpointArn: `${String(api["arn"]).replace(/:apis\//, ":endpoints/graphql-api/")}`,
    },
  };
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-appsync-graphqlschema.html */
const graphqlSchema: ResourceType = {
  type: "AWS::AppSync::GraphQLSchema",
  create: (properties, context) => putSchema(properties, context),
  update: (_id, properties, _previous, context) => putSchema(properties, context),
  delete() {
    // The schema goes with its API; AWS keeps it until then, too.
  },
};

async function putSchema(properties: Properties, context: ResourceContext) {
  const apiId = String(properties["ApiId"]);
  const location = properties["DefinitionS3Location"];
  const definition =
    location === undefined ? String(properties["Definition"] ?? "") : await textAt(context, location);
  await call(context, "StartSchemaCreation", { apiId, definition: Buffer.from(definition) });
  const { status, details } = await call(context, "GetSchemaCreationStatus", { apiId });
  if (status !== "SUCCESS") {
    throw new WireError(
      "InvalidRequest",
      `Schema Creation Status is ${String(status)} with details: ${String(details)}`,
    );
  }
  return { physicalId: `${apiId}GraphQLSchema`, attributes: { Id: `${apiId}GraphQLSchema` } };
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-appsync-datasource.html */
const dataSource: ResourceType = {
  type: "AWS::AppSync::DataSource",
  create: async (properties, context) =>
    named(await call(context, "CreateDataSource", read(properties)), "dataSource", {
      DataSourceArn: "dataSourceArn",
      Name: "name",
    }),
  update: async (_arn, properties, _previous, context) =>
    named(await call(context, "UpdateDataSource", read(properties)), "dataSource", {
      DataSourceArn: "dataSourceArn",
      Name: "name",
    }),
  delete: (_arn, { ApiId, Name }, context) =>
    remove(context, "DeleteDataSource", { apiId: ApiId, name: Name }),
};

const functionNames = {
  FunctionArn: "functionArn",
  FunctionId: "functionId",
  Name: "name",
  DataSourceName: "dataSourceName",
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-appsync-functionconfiguration.html */
const functionConfiguration: ResourceType = {
  type: "AWS::AppSync::FunctionConfiguration",
  create: async (properties, context) =>
    named(
      await call(context, "CreateFunction", await withCode(properties, context)),
      "functionConfiguration",
      functionNames,
    ),
  update: async (arn, properties, _previous, context) =>
    named(
      await call(context, "UpdateFunction", {
        ...(await withCode(properties, context)),
        functionId: last(arn),
      }),
      "functionConfiguration",
      functionNames,
    ),
  delete: (arn, { ApiId }, context) =>
    remove(context, "DeleteFunction", { apiId: ApiId, functionId: last(arn) }),
};

const resolverNames = { ResolverArn: "resolverArn", TypeName: "typeName", FieldName: "fieldName" };

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-appsync-resolver.html */
const resolver: ResourceType = {
  type: "AWS::AppSync::Resolver",
  create: async (properties, context) =>
    named(
      await call(context, "CreateResolver", await withCode(properties, context)),
      "resolver",
      resolverNames,
    ),
  update: async (_arn, properties, _previous, context) =>
    named(
      await call(context, "UpdateResolver", await withCode(properties, context)),
      "resolver",
      resolverNames,
    ),
  delete: (_arn, { ApiId, TypeName, FieldName }, context) =>
    remove(context, "DeleteResolver", { apiId: ApiId, typeName: TypeName, fieldName: FieldName }),
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-appsync-apikey.html */
const apiKey: ResourceType = {
  type: "AWS::AppSync::ApiKey",
  async create(properties, context) {
    const { apiKey: key } = await call(context, "CreateApiKey", read(properties));
    return keyProvisioned(key as Plain, properties);
  },
  async update(_arn, properties, previous, context) {
    const id = String(previous["ApiKeyId"] ?? last(_arn));
    const { apiKey: key } = await call(context, "UpdateApiKey", { ...read(properties), id });
    return keyProvisioned(key as Plain, properties);
  },
  delete: (arn, { ApiId }, context) => remove(context, "DeleteApiKey", { apiId: ApiId, id: last(arn) }),
};

function keyProvisioned(key: Plain, properties: Properties) {
  const id = String(key["id"]);
  const physicalId = `apis/${String(properties["ApiId"])}/apikeys/${id}`;
  return { physicalId, attributes: { ApiKey: id, ApiKeyId: id, Arn: physicalId } };
}

/** @param names attributes with the member of the answer that each reads; the first is what `Ref` gives */
function named(answer: Plain, member: string, names: Readonly<Record<string, string>>) {
  const value = answer[member] as Plain;
  const attributes = Object.fromEntries(Object.entries(names).map(([name, from]) => [name, value[from]]));
  return { physicalId: String(Object.values(attributes)[0]), attributes };
}

export const appSyncResources = Object.fromEntries(
  [graphqlApi, graphqlSchema, dataSource, functionConfiguration, resolver, apiKey].map((each) => [
    each.type,
    each,
  ]),
);
