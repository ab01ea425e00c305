import type {
  CreateResolverRequest,
  CreateResolverResponse,
  DeleteResolverRequest,
  GetResolverRequest,
  GetResolverResponse,
  ListResolversRequest,
  ListResolversResponse,
  Resolver,
  UpdateResolverRequest,
  UpdateResolverResponse,
} from "@aws-sdk/client-appsync";
import { isInterfaceType, isObjectType } from "graphql";
import type { Operation } from "../../../kernel/service.ts";
import { notSupportedHere } from "../../../kernel/wire-error.ts";
import { arnOf } from "../arns.ts";
import { badRequest, notFound } from "../errors.ts";
import { appsyncSchema } from "../graphql/appsync-schema.ts";
import { allOf } from "../state.ts";
import { checkCode } from "./check-code.ts";
import { apiOf, type Control, pageOf, said } from "./control.ts";
import { dataSourceOf } from "./data-sources.ts";
import { functionOf } from "./functions.ts";

/** AppSync's limit of functions in one pipeline. */
const mostFunctions = 10;

/** https://docs.aws.amazon.com/appsync/latest/APIReference/API_CreateResolver.html */
export const createResolver = (
  control: Control,
): Operation<CreateResolverRequest, CreateResolverResponse> => {
  const fields = new KnownFields();
  return {
    access: (input) => access(control, "CreateResolver", input),
    handle(input) {
      const { schema } = apiOf(control, input.apiId);
      fields.check(schema?.definition ?? "", input.typeName ?? "", input.fieldName ?? "");
      if (control.state.resolvers.get(keyOf(input)) !== undefined)
        throw badRequest("Only one resolver is allowed per field.");
      return { resolver: write(control, input) };
    },
  };
};

/** https://docs.aws.amazon.com/appsync/latest/APIReference/API_UpdateResolver.html */
export const updateResolver = (
  control: Control,
): Operation<UpdateResolverRequest, UpdateResolverResponse> => ({
  access: (input) => access(control, "UpdateResolver", input),
  handle(input) {
    resolverOf(control, input);
    return { resolver: write(control, input) };
  },
});

/** https://docs.aws.amazon.com/appsync/latest/APIReference/API_GetResolver.html */
export const getResolver = (control: Control): Operation<GetResolverRequest, GetResolverResponse> => ({
  access: (input) => access(control, "GetResolver", input),
  handle: (input) => ({ resolver: resolverOf(control, input) }),
});

/** https://docs.aws.amazon.com/appsync/latest/APIReference/API_ListResolvers.html */
export const listResolvers = (control: Control): Operation<ListResolversRequest, ListResolversResponse> => ({
  access: (input) => access(control, "ListResolvers", input),
  handle(input) {
    apiOf(control, input.apiId);
    const all = allOf(control.state.resolvers, input.apiId ?? "", `${input.typeName}/`);
    const { page, nextToken } = pageOf(all, input);
    return { resolvers: page, nextToken };
  },
});

/** https://docs.aws.amazon.com/appsync/latest/APIReference/API_DeleteResolver.html */
export const deleteResolver = (control: Control): Operation<DeleteResolverRequest> => ({
  access: (input) => access(control, "DeleteResolver", input),
  handle(input) {
    resolverOf(control, input);
    control.state.resolvers.delete(keyOf(input));
    control.changed(input.apiId ?? "");
    return {};
  },
});

interface Place {
  readonly apiId?: string | undefined;
  readonly typeName?: string | undefined;
  readonly fieldName?: string | undefined;
}

const keyOf = ({ apiId, typeName, fieldName }: Place) => `${apiId}/${typeName}/${fieldName}`;

const access = ({ context }: Control, operation: string, { apiId = "", typeName, fieldName }: Place) => [
  {
    action: `appsync:${operation}`,
    resource: arnOf(
      context,
      apiId,
      fieldName === undefined ? `types/${typeName}` : `types/${typeName}/resolvers/${fieldName}`,
    ),
  },
];

function resolverOf(control: Control, place: Place): Resolver {
  apiOf(control, place.apiId);
  const found = control.state.resolvers.get(keyOf(place));
  if (found === undefined) throw notFound("No resolver found.");
  return found;
}

function write(control: Control, input: CreateResolverRequest): Resolver {
  const { apiId = "", typeName, fieldName } = input;
  if (input.syncConfig) throw notSupportedHere("conflict detection of versioned data sources");
  if (input.cachingConfig) throw notSupportedHere("caching of resolvers");
  const kind = input.kind ?? "UNIT";
  const functions = input.pipelineConfig?.functions ?? [];
  if (kind === "PIPELINE") {
    if (functions.length > mostFunctions)
      throw badRequest(`Pipeline resolvers can have at most ${mostFunctions} functions.`);
    for (const id of functions) functionOf(control, apiId, id);
    checkCode(input, false);
  } else {
    const { type } = dataSourceOf(control, apiId, input.dataSourceName);
    checkCode(input, type === "AWS_LAMBDA");
  }
  const { apiId: _, ...rest } = input;
  const resolverArn = arnOf(control.context, apiId, `types/${typeName}/resolvers/${fieldName}`);
  const resolver = said({ ...rest, kind, resolverArn });
  control.state.resolvers.put(keyOf(input), resolver);
  control.changed(apiId);
  return resolver;
}

/** Reads the schema once for the many resolvers of a deployment. */
class KnownFields {
  private definition = "";
  private schema: ReturnType<typeof appsyncSchema> | null = null;

  check(definition: string, typeName: string, fieldName: string): void {
    if (this.schema === null || this.definition !== definition) {
      this.schema = definition === "" ? null : appsyncSchema(definition);
      this.definition = definition;
    }
    const type = this.schema?.getType(typeName);
    if (!isObjectType(type) && !isInterfaceType(type)) throw notFound(`No type named ${typeName} found.`);
    if (!(fieldName in type.getFields()))
      throw notFound(`No field named ${fieldName} found on type ${typeName}`);
  }
}
