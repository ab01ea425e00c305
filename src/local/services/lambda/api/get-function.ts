import type {
  FunctionConfiguration,
  GetFunctionConfigurationRequest,
  GetFunctionRequest,
  GetFunctionResponse,
  ListFunctionsRequest,
  ListFunctionsResponse,
} from "@aws-sdk/client-lambda";
import type { Operation } from "../../../kernel/service.ts";
import type { Engine } from "../engine.ts";
import { findTarget, functionAccess, readReference } from "../functions.ts";
import { page } from "../page.ts";
import { presentConfiguration } from "../present.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_GetFunction.html */
export const getFunction = ({
  state,
  context,
}: Engine): Operation<GetFunctionRequest, GetFunctionResponse> => ({
  access: (input) =>
    functionAccess("GetFunction", readReference(input.FunctionName, input.Qualifier), state, context),

  handle(input) {
    const wanted = readReference(input.FunctionName, input.Qualifier);
    const { record, configuration } = findTarget(state, wanted, context);
    return {
      Configuration: presentConfiguration(record.name, configuration, wanted.qualifier, context),
      Code: {
        RepositoryType: "S3",
        Location: `${context.baseUrl()}/_lambda/code/${configuration.codeHash}.zip`,
      },
      Tags: Object.keys(record.tags).length === 0 ? undefined : { ...record.tags },
      Concurrency:
        record.reservedConcurrency === null
          ? undefined
          : { ReservedConcurrentExecutions: record.reservedConcurrency },
    };
  },
});

/** https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionConfiguration.html */
export const getFunctionConfiguration = ({
  state,
  context,
}: Engine): Operation<GetFunctionConfigurationRequest, FunctionConfiguration> => ({
  access: (input) =>
    functionAccess(
      "GetFunctionConfiguration",
      readReference(input.FunctionName, input.Qualifier),
      state,
      context,
    ),

  handle(input) {
    const wanted = readReference(input.FunctionName, input.Qualifier);
    const { record, configuration } = findTarget(state, wanted, context);
    return presentConfiguration(record.name, configuration, wanted.qualifier, context);
  },
});

/** https://docs.aws.amazon.com/lambda/latest/api/API_ListFunctions.html */
export const listFunctions = ({
  state,
  context,
}: Engine): Operation<ListFunctionsRequest, ListFunctionsResponse> => ({
  access: () => [{ action: "lambda:ListFunctions", resource: "*" }],

  handle(input) {
    const configurations = state.functions.list().flatMap(({ value }) => {
      const own = input.FunctionVersion === "ALL" ? Object.values(value.versions) : [];
      return [value.latest, ...own].map((configuration) =>
        presentConfiguration(
          value.name,
          configuration,
          input.FunctionVersion === "ALL" ? configuration.version : null,
          context,
        ),
      );
    });
    const { items, NextMarker } = page(configurations, input, (one) => one.FunctionArn ?? "");
    return { Functions: items, NextMarker };
  },
});
