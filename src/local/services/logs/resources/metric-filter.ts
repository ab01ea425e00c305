import { listOf, textOf } from "../../../kernel/properties.ts";
import type { Properties, ResourceContext, ResourceType } from "../../../kernel/service.ts";
import { WireError } from "../../../kernel/wire-error.ts";

interface Transformation {
  readonly MetricName: string;
  readonly MetricNamespace: string;
  readonly MetricValue: string;
  readonly DefaultValue?: number;
  readonly Unit?: string;
  readonly Dimensions?: readonly { readonly Key: string; readonly Value: string }[];
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-metricfilter.html */
export const metricFilter: ResourceType = {
  type: "AWS::Logs::MetricFilter",

  async create(properties, context) {
    const filterName = textOf(properties, "FilterName") ?? context.generatedName(512);
    await put(filterName, properties, context);
    return { physicalId: filterName, attributes: {} };
  },

  async update(filterName, properties, _previous, context) {
    await put(filterName, properties, context);
    return { physicalId: filterName, attributes: {} };
  },

  async delete(filterName, properties, context) {
    const logGroupName = textOf(properties, "LogGroupName");
    try {
      await context.call("logs", "DeleteMetricFilter", { filterName, logGroupName }, context.caller);
    } catch (error) {
      if (!(error instanceof WireError && error.code === "ResourceNotFoundException")) throw error;
    }
  },
};

async function put(filterName: string, properties: Properties, context: ResourceContext): Promise<void> {
  const transformations = listOf<Transformation>(properties, "MetricTransformations");
  await context.call(
    "logs",
    "PutMetricFilter",
    {
      filterName,
      logGroupName: textOf(properties, "LogGroupName"),
      filterPattern: textOf(properties, "FilterPattern"),
      applyOnTransformedLogs: properties["ApplyOnTransformedLogs"],
      fieldSelectionCriteria: properties["FieldSelectionCriteria"],
      emitSystemFieldDimensions: properties["EmitSystemFieldDimensions"],
      metricTransformations: transformations.map((one) => ({
        metricName: one.MetricName,
        metricNamespace: one.MetricNamespace,
        metricValue: one.MetricValue,
        defaultValue: one.DefaultValue,
        unit: one.Unit,
        dimensions:
          one.Dimensions && Object.fromEntries(one.Dimensions.map(({ Key, Value }) => [Key, Value])),
      })),
    },
    context.caller,
  );
}
