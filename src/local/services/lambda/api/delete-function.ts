import type { DeleteFunctionRequest, DeleteFunctionResponse } from "@aws-sdk/client-lambda";
import type { Operation } from "../../../kernel/service.ts";
import type { Engine } from "../engine.ts";
import { invalidParameter } from "../errors.ts";
import { findFunction, findTarget, functionAccess, readReference } from "../functions.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_DeleteFunction.html */
export const deleteFunction = ({
  state,
  context,
  executor,
}: Engine): Operation<DeleteFunctionRequest, DeleteFunctionResponse> => ({
  access: (input) =>
    functionAccess("DeleteFunction", readReference(input.FunctionName, input.Qualifier), state, context),

  handle(input) {
    const wanted = readReference(input.FunctionName, input.Qualifier);
    const { name, qualifier } = wanted;
    const record = findFunction(state, name, context);
    if (qualifier === "$LATEST")
      throw invalidParameter("$LATEST version cannot be deleted without deleting the function.");
    if (qualifier === null) {
      state.store.transaction(() => {
        state.functions.delete(name);
        for (const { key } of state.invokeConfigs.list({ prefix: `${name}:` }))
          state.invokeConfigs.delete(key);
      });
    } else {
      findTarget(state, wanted, context);
      const { [qualifier]: _gone, ...versions } = record.versions;
      state.functions.put(name, { ...record, versions });
    }
    executor.retire(name);
    return { StatusCode: 204 };
  },
});
