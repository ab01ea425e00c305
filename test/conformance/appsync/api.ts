import {
  AppSyncClient,
  CreateApiKeyCommand,
  CreateDataSourceCommand,
  CreateFunctionCommand,
  CreateGraphqlApiCommand,
  type CreateGraphqlApiCommandInput,
  CreateResolverCommand,
  GetSchemaCreationStatusCommand,
  StartSchemaCreationCommand,
} from "@aws-sdk/client-appsync";
import type { ClientSettings } from "../../support/cloud/target.ts";

export const runtime = { name: "APPSYNC_JS", runtimeVersion: "1.0.0" } as const;

export interface TestApi {
  readonly client: AppSyncClient;
  readonly apiId: string;
  readonly url: string;
  readonly key: string;
  query(query: string, variables?: object, headers?: Record<string, string>): Promise<Answered>;
  resolver(typeName: string, fieldName: string, dataSourceName: string, code: string): Promise<void>;
}

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly data: Record<string, unknown> | null;
  readonly errors: readonly Record<string, unknown>[];
}

/** An API with an API key and a NONE data source called `nothing`. */
export async function createApi(
  settings: ClientSettings,
  schema: string,
  more: Partial<CreateGraphqlApiCommandInput> = {},
): Promise<TestApi> {
  const client = new AppSyncClient(settings);
  const { graphqlApi } = await client.send(
    new CreateGraphqlApiCommand({ name: `t${Date.now()}`, authenticationType: "API_KEY", ...more }),
  );
  const apiId = graphqlApi?.apiId ?? "";
  const url = graphqlApi?.uris?.["GRAPHQL"] ?? "";
  await client.send(new StartSchemaCreationCommand({ apiId, definition: Buffer.from(schema) }));
  const { status, details } = await client.send(new GetSchemaCreationStatusCommand({ apiId }));
  if (status !== "SUCCESS") throw new Error(details);
  const { apiKey } = await client.send(new CreateApiKeyCommand({ apiId }));
  const key = apiKey?.id ?? "";
  await client.send(new CreateDataSourceCommand({ apiId, name: "nothing", type: "NONE" }));
  return {
    client,
    apiId,
    url,
    key,
    async query(query, variables = {}, headers = { "x-api-key": key }) {
      const response = await fetch(url, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: JSON.stringify({ query, variables }),
      });
      const body = (await response.json()) as Partial<Answered>;
      return {
        status: response.status,
        headers: response.headers,
        data: body.data ?? null,
        errors: body.errors ?? [],
      };
    },
    async resolver(typeName, fieldName, dataSourceName, code) {
      await client.send(
        new CreateResolverCommand({ apiId, typeName, fieldName, dataSourceName, runtime, code }),
      );
    },
  };
}

/** A pipeline of one function. */
export async function pipeline(
  { client, apiId }: TestApi,
  typeName: string,
  fieldName: string,
  dataSourceName: string,
  code: string,
  around = "export function request(ctx) { return {}; } export function response(ctx) { return ctx.prev.result; }",
): Promise<string> {
  const { functionConfiguration } = await client.send(
    new CreateFunctionCommand({ apiId, name: `f_${fieldName}`, dataSourceName, runtime, code }),
  );
  const functionId = functionConfiguration?.functionId ?? "";
  await client.send(
    new CreateResolverCommand({
      apiId,
      typeName,
      fieldName,
      kind: "PIPELINE",
      runtime,
      code: around,
      pipelineConfig: { functions: [functionId] },
    }),
  );
  return functionId;
}
