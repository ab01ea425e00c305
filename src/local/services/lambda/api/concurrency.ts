import type {
  Concurrency,
  DeleteFunctionConcurrencyRequest,
  GetFunctionConcurrencyRequest,
  GetFunctionConcurrencyResponse,
  PutFunctionConcurrencyRequest,
} from "@aws-sdk/client-lambda";
import type { Operation } from "../../../kernel/service.ts";
import type { Engine } from "../engine.ts";
import { invalidParameter } from "../errors.ts";
import { findFunction, functionAccess, readReference } from "../functions.ts";

/** AWS keeps 100 of an account's 1,000 unreserved. */
const mostReserved = 900;

/** https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionConcurrency.html */
export const putFunctionConcurrency = ({
  state,
  context,
}: Engine): Operation<PutFunctionConcurrencyRequest, Concurrency> => ({
  access: (input) =>
    functionAccess("PutFunctionConcurrency", readReference(input.FunctionName), state, context),

  handle(input) {
    const record = findFunction(state, readReference(input.FunctionName).name, context);
    const reservedConcurrency = input.ReservedConcurrentExecutions ?? 0;
    const others = state.functions
      .list()
      .filter(({ key }) => key !== record.name)
      .reduce((sum, { value }) => sum + (value.reservedConcurrency ?? 0), 0);
    if (reservedConcurrency < 0 || reservedConcurrency + others > mostReserved) {
      throw invalidParameter(
        "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [100].",
      );
    }
    state.functions.put(record.name, { ...record, reservedConcurrency });
    return { ReservedConcurrentExecutions: reservedConcurrency };
  },
});

/** https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionConcurrency.html */
export const getFunctionConcurrency = ({
  state,
  context,
}: Engine): Operation<GetFunctionConcurrencyRequest, GetFunctionConcurrencyResponse> => ({
  access: (input) =>
    functionAccess("GetFunctionConcurrency", readReference(input.FunctionName), state, context),

  handle(input) {
    const record = findFunction(state, readReference(input.FunctionName).name, context);
    return { ReservedConcurrentExecutions: record.reservedConcurrency ?? undefined };
  },
});

/** https://docs.aws.amazon.com/lambda/latest/api/API_DeleteFunctionConcurrency.html */
export const deleteFunctionConcurrency = ({
  state,
  context,
}: Engine): Operation<DeleteFunctionConcurrencyRequest> => ({
  access: (input) =>
    functionAccess("DeleteFunctionConcurrency", readReference(input.FunctionName), state, context),

  handle(input) {
    const record = findFunction(state, readReference(input.FunctionName).name, context);
    state.functions.put(record.name, { ...record, reservedConcurrency: null });
    return {};
  },
});
