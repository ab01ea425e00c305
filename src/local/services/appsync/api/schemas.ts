import type {
  GetIntrospectionSchemaRequest,
  GetIntrospectionSchemaResponse,
  GetSchemaCreationStatusRequest,
  GetSchemaCreationStatusResponse,
  StartSchemaCreationRequest,
  StartSchemaCreationResponse,
} from "@aws-sdk/client-appsync";
import { introspectionFromSchema, printSchema } from "graphql";
import type { Operation } from "../../../kernel/service.ts";
import { arnOf } from "../arns.ts";
import { notFound } from "../errors.ts";
import { appsyncSchema } from "../graphql/appsync-schema.ts";
import type { StoredSchema } from "../state.ts";
import { apiOf, type Control } from "./control.ts";

/** AppSync's limit of a schema document, in bytes. */
const largestSchema = 1_000_000;

/** https://docs.aws.amazon.com/appsync/latest/APIReference/API_StartSchemaCreation.html */
export const startSchemaCreation = ({
  state,
  context,
  changed,
}: Control): Operation<StartSchemaCreationRequest, StartSchemaCreationResponse> => ({
  access: (input) => [{ action: "appsync:StartSchemaCreation", resource: arnOf(context, input.apiId ?? "") }],
  handle(input) {
    const stored = apiOf({ state }, input.apiId);
    const read = digest(Buffer.from(input.definition ?? "").toString());
    // A schema that fails leaves the last good one in place.
    const schema =
      read.status === "SUCCESS" ? read : { ...read, definition: stored.schema?.definition ?? "" };
    state.apis.put(stored.api.apiId, { ...stored, schema });
    changed(stored.api.apiId);
    return { status: "PROCESSING" };
  },
});

function digest(definition: string): StoredSchema {
  if (Buffer.byteLength(definition) > largestSchema)
    return { definition, status: "FAILED", details: `The schema is larger than ${largestSchema} bytes.` };
  try {
    const schema = appsyncSchema(definition);
    if (!schema.getQueryType())
      return { definition, status: "FAILED", details: "There is no top level schema object." };
    const types = Object.keys(schema.getTypeMap()).filter((name) => !name.startsWith("__")).length;
    return { definition, status: "SUCCESS", details: `Successfully created schema with ${types} types.` };
  } catch (problem) {
    const why = problem instanceof Error ? problem.message : String(problem);
    return {
      definition,
      status: "FAILED",
      details: `Failed to parse schema document - ensure it's a valid SDL-formatted document. ${why}`,
    };
  }
}

/** https://docs.aws.amazon.com/appsync/latest/APIReference/API_GetSchemaCreationStatus.html */
export const getSchemaCreationStatus = ({
  state,
  context,
}: Control): Operation<GetSchemaCreationStatusRequest, GetSchemaCreationStatusResponse> => ({
  access: (input) => [
    { action: "appsync:GetSchemaCreationStatus", resource: arnOf(context, input.apiId ?? "") },
  ],
  handle(input) {
    const { schema } = apiOf({ state }, input.apiId);
    if (schema === null) return { status: "NOT_APPLICABLE" };
    return { status: schema.status, details: schema.details ?? undefined };
  },
});

/** https://docs.aws.amazon.com/appsync/latest/APIReference/API_GetIntrospectionSchema.html */
export const getIntrospectionSchema = ({
  state,
  context,
}: Control): Operation<GetIntrospectionSchemaRequest, GetIntrospectionSchemaResponse> => ({
  access: (input) => [
    { action: "appsync:GetIntrospectionSchema", resource: arnOf(context, input.apiId ?? "") },
  ],
  handle(input) {
    const { schema } = apiOf({ state }, input.apiId);
    if (schema === null || schema.definition === "") throw notFound("No schema found for this API.");
    const built = appsyncSchema(schema.definition);
    const plain = input.includeDirectives === false ? printSchema(built) : schema.definition;
    const text = input.format === "SDL" ? plain : JSON.stringify({ data: introspectionFromSchema(built) });
    return { schema: Buffer.from(text) };
  },
});
