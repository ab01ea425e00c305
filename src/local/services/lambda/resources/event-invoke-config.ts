import { numberOf, textOf } from "../../../kernel/properties.ts";
import type { Properties, ResourceContext, ResourceType } from "../../../kernel/service.ts";
import { WireError } from "../../../kernel/wire-error.ts";

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-eventinvokeconfig.html */
export const eventInvokeConfig: ResourceType = {
  type: "AWS::Lambda::EventInvokeConfig",

  async create(properties, context) {
    await put(properties, context);
    return { physicalId: context.generatedName(64), attributes: {} };
  },

  async update(physicalId, properties, _previous, context) {
    await put(properties, context);
    return { physicalId, attributes: {} };
  },

  async delete(_physicalId, properties, context) {
    try {
      await context.call("lambda", "DeleteFunctionEventInvokeConfig", namesOf(properties), context.caller);
    } catch (error) {
      if (!(error instanceof WireError && error.code === "ResourceNotFoundException")) throw error;
    }
  },
};

async function put(properties: Properties, context: ResourceContext): Promise<void> {
  const input = {
    ...namesOf(properties),
    MaximumRetryAttempts: numberOf(properties, "MaximumRetryAttempts"),
    MaximumEventAgeInSeconds: numberOf(properties, "MaximumEventAgeInSeconds"),
    DestinationConfig: properties["DestinationConfig"],
  };
  await context.call("lambda", "PutFunctionEventInvokeConfig", input, context.caller);
}

function namesOf(properties: Properties) {
  return { FunctionName: textOf(properties, "FunctionName"), Qualifier: textOf(properties, "Qualifier") };
}
