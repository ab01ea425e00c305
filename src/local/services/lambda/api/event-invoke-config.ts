import type {
  DeleteFunctionEventInvokeConfigRequest,
  FunctionEventInvokeConfig,
  GetFunctionEventInvokeConfigRequest,
  PutFunctionEventInvokeConfigRequest,
} from "@aws-sdk/client-lambda";
import type { Operation, ServiceContext } from "../../../kernel/service.ts";
import { checkDestination } from "../asynchronous/destinations.ts";
import type { Engine } from "../engine.ts";
import { notFound, validation } from "../errors.ts";
import { findTarget, functionAccess, functionArn, readReference } from "../functions.ts";
import { type InvokeConfig, keyOf, type LambdaState } from "../state.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionEventInvokeConfig.html */
export const putFunctionEventInvokeConfig = ({
  state,
  context,
}: Engine): Operation<PutFunctionEventInvokeConfigRequest, FunctionEventInvokeConfig> => ({
  access: (input) =>
    functionAccess(
      "PutFunctionEventInvokeConfig",
      readReference(input.FunctionName, input.Qualifier),
      state,
      context,
    ),

  handle(input) {
    const wanted = readReference(input.FunctionName, input.Qualifier);
    findTarget(state, wanted, context);
    checkRange("maximumRetryAttempts", input.MaximumRetryAttempts, 0, 2);
    checkRange("maximumEventAgeInSeconds", input.MaximumEventAgeInSeconds, 60, 21_600);
    const onSuccess = input.DestinationConfig?.OnSuccess?.Destination ?? null;
    const onFailure = input.DestinationConfig?.OnFailure?.Destination ?? null;
    for (const destination of [onSuccess, onFailure]) if (destination !== null) checkDestination(destination);
    const config: InvokeConfig = {
      functionName: wanted.name,
      qualifier: wanted.qualifier ?? "$LATEST",
      maximumRetryAttempts: input.MaximumRetryAttempts ?? null,
      maximumEventAgeSeconds: input.MaximumEventAgeInSeconds ?? null,
      onSuccess,
      onFailure,
      modifiedAt: context.clock.now(),
    };
    state.invokeConfigs.put(keyOf(config.functionName, config.qualifier), config);
    return present(config, context);
  },
});

/** https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionEventInvokeConfig.html */
export const getFunctionEventInvokeConfig = ({
  state,
  context,
}: Engine): Operation<GetFunctionEventInvokeConfigRequest, FunctionEventInvokeConfig> => ({
  access: (input) =>
    functionAccess(
      "GetFunctionEventInvokeConfig",
      readReference(input.FunctionName, input.Qualifier),
      state,
      context,
    ),
  handle: (input) => present(find(state, input, context), context),
});

/** https://docs.aws.amazon.com/lambda/latest/api/API_DeleteFunctionEventInvokeConfig.html */
export const deleteFunctionEventInvokeConfig = ({
  state,
  context,
}: Engine): Operation<DeleteFunctionEventInvokeConfigRequest> => ({
  access: (input) =>
    functionAccess(
      "DeleteFunctionEventInvokeConfig",
      readReference(input.FunctionName, input.Qualifier),
      state,
      context,
    ),

  handle(input) {
    const config = find(state, input, context);
    state.invokeConfigs.delete(keyOf(config.functionName, config.qualifier));
    return {};
  },
});

function find(
  state: LambdaState,
  input: GetFunctionEventInvokeConfigRequest,
  context: ServiceContext,
): InvokeConfig {
  const { name, qualifier } = readReference(input.FunctionName, input.Qualifier);
  const config = state.invokeConfigs.get(keyOf(name, qualifier ?? "$LATEST"));
  if (config === undefined) {
    const arn = functionArn(name, qualifier ?? "$LATEST", context);
    throw notFound(`The function ${arn} doesn't have an EventInvokeConfig`);
  }
  return config;
}

function present(config: InvokeConfig, context: ServiceContext): FunctionEventInvokeConfig {
  return {
    LastModified: new Date(config.modifiedAt),
    FunctionArn: functionArn(config.functionName, config.qualifier, context),
    MaximumRetryAttempts: config.maximumRetryAttempts ?? undefined,
    MaximumEventAgeInSeconds: config.maximumEventAgeSeconds ?? undefined,
    DestinationConfig: {
      OnSuccess: config.onSuccess === null ? {} : { Destination: config.onSuccess },
      OnFailure: config.onFailure === null ? {} : { Destination: config.onFailure },
    },
  };
}

function checkRange(member: string, value: number | undefined, least: number, most: number): void {
  if (value === undefined || (value >= least && value <= most)) return;
  throw validation(
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must have value ${value < least ? `greater than or equal to ${least}` : `less than or equal to ${most}`}`,
  );
}
