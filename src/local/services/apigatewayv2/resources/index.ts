import { tagsOf } from "../../../kernel/properties.ts";
import type { Properties, ResourceContext, ResourceType } from "../../../kernel/service.ts";
import { WireError } from "../../../kernel/wire-error.ts";
import type { Kind } from "../state.ts";

type Plain = Record<string, unknown>;

/** Templates may write numbers and booleans as texts. */
const numbers = ["MaxAge", "ThrottlingRateLimit", "ThrottlingBurstLimit", "TimeoutInMillis"];

function typed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(typed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, numbers.includes(name) ? Number(each) : typed(each)]),
  );
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_ApiGatewayV2.html */
function resourceType(kind: Kind): ResourceType {
  const idName = kind === "Stage" ? "StageName" : `${kind}Id`;
  const call = (context: ResourceContext, operation: string, input: object) =>
    context.call("apigatewayv2", `${operation}${kind}`, input, context.caller);
  const provisioned = (record: Plain, properties: Properties) => ({
    physicalId: String(record[idName]),
    attributes: {
      [idName]: record[idName],
      ...(kind === "Api" && { ApiEndpoint: record["ApiEndpoint"] }),
      ...(kind !== "Api" && { ApiId: properties["ApiId"] }),
    },
  });
  const input = (properties: Properties, context: ResourceContext): Plain => {
    const { Tags, ...rest } = typed(properties) as Plain;
    if (kind !== "Api" && kind !== "Stage") return rest;
    const own = Array.isArray(Tags)
      ? { Tags }
      : { Tags: Object.entries((Tags ?? {}) as Plain).map(([Key, Value]) => ({ Key, Value })) };
    const all = tagsOf(own, context.tags).map(({ Key, Value }) => [Key, Value]);
    return { ...rest, Tags: Object.fromEntries(all) };
  };
  return {
    type: `AWS::ApiGatewayV2::${kind}`,
    async create(properties, context) {
      return provisioned(await call(context, "Create", input(properties, context)), properties);
    },
    async update(id, properties, _previous, context) {
      const { Tags: _, ...changes } = input(properties, context);
      return provisioned(await call(context, "Update", { ...changes, [idName]: id }), properties);
    },
    async delete(id, { ApiId }, context) {
      try {
        await call(context, "Delete", { ApiId, [idName]: id });
      } catch (problem) {
        if (!(problem instanceof WireError) || problem.code !== "NotFoundException") throw problem;
      }
    },
  };
}

const kinds: readonly Kind[] = ["Api", "Stage", "Route", "Integration", "Authorizer"];

export const apiGatewayResources = Object.fromEntries(
  kinds.map(resourceType).map((each) => [each.type, each]),
);
