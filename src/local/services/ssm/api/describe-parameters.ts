import type {
  DescribeParametersRequest,
  DescribeParametersResult,
  ParameterStringFilter,
} from "@aws-sdk/client-ssm";
import { own } from "../../../kernel/own.ts";
import type { Operation, ServiceContext } from "../../../kernel/service.ts";
import { validation } from "../errors.ts";
import { arnOf } from "../names.ts";
import { currentVersion, type Parameter, type SsmState } from "../state.ts";

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DescribeParameters.html */
export const describeParameters = (
  state: SsmState,
  context: ServiceContext,
): Operation<DescribeParametersRequest, DescribeParametersResult> => ({
  access: () => [{ action: "ssm:DescribeParameters", resource: "*" }],

  handle(input) {
    const size = input.MaxResults ?? 10;
    const filters = input.ParameterFilters ?? [];
    const all = state.parameters
      .list({ after: input.NextToken ?? "" })
      .filter(({ value }) => filters.every((filter) => matches(filter, value)));
    const page = all.slice(0, size);
    return {
      Parameters: page.map(({ value }) => ({
        Name: value.name,
        ARN: arnOf(value.name, context.region, context.accountId),
        Type: value.type,
        KeyId: value.keyId ?? undefined,
        Description: value.description ?? undefined,
        AllowedPattern: value.allowedPattern ?? undefined,
        LastModifiedDate: new Date(currentVersion(value).modifiedAt),
        LastModifiedUser: currentVersion(value).modifiedBy,
        Version: currentVersion(value).version,
        Tier: value.tier,
        DataType: value.dataType,
      })),
      NextToken: all.length > size ? page.at(-1)?.key : undefined,
    };
  },
});

function matches(filter: ParameterStringFilter, parameter: Parameter): boolean {
  const values = filter.Values ?? [];
  const option = filter.Option ?? "Equals";
  switch (filter.Key) {
    case "Name":
      if (option === "BeginsWith") return values.some((value) => parameter.name.startsWith(value));
      if (option === "Contains") return values.some((value) => parameter.name.includes(value));
      return values.includes(parameter.name);
    case "Type":
      return values.includes(parameter.type);
    case "Tier":
      return values.includes(parameter.tier);
    case "Path": {
      const recursive = option === "Recursive";
      return values.some((value) => {
        const prefix = value.endsWith("/") ? value : `${value}/`;
        return (
          parameter.name.startsWith(prefix) &&
          (recursive || !parameter.name.slice(prefix.length).includes("/"))
        );
      });
    }
    default:
      if (filter.Key?.startsWith("tag:")) {
        const tag = own(parameter.tags, filter.Key.slice(4));
        return tag !== undefined && (values.length === 0 || values.includes(tag));
      }
      throw validation(
        `The filter key ${filter.Key} is not valid. Valid keys: Name, Type, Tier, Path, tag:<key>.`,
      );
  }
}
