import type { Service, ServiceContext } from "../../kernel/service.ts";
import type { ServiceModel } from "../../protocols/model.ts";
import { deleteParameter } from "./api/delete-parameter.ts";
import { deleteParameters } from "./api/delete-parameters.ts";
import { describeParameters } from "./api/describe-parameters.ts";
import { getParameter } from "./api/get-parameter.ts";
import { getParameterHistory } from "./api/get-parameter-history.ts";
import { getParameters } from "./api/get-parameters.ts";
import { getParametersByPath } from "./api/get-parameters-by-path.ts";
import { putParameter } from "./api/put-parameter.ts";
import { addTagsToResource, listTagsForResource, removeTagsFromResource } from "./api/tags.ts";
import model from "./model.gen.json" with { type: "json" };
import { ssmParameter } from "./resources/ssm-parameter.ts";
import { ssmState } from "./state.ts";

/** Systems Manager's Parameter Store. The service to copy when adding another: see README.md. */
export function ssm(context: ServiceContext): Service {
  const state = ssmState(context.store);
  return {
    name: "ssm",
    models: [model as ServiceModel],
    operations: {
      AddTagsToResource: addTagsToResource(state, context),
      DeleteParameter: deleteParameter(state, context),
      DeleteParameters: deleteParameters(state, context),
      DescribeParameters: describeParameters(state, context),
      GetParameter: getParameter(state, context),
      GetParameterHistory: getParameterHistory(state, context),
      GetParameters: getParameters(state, context),
      GetParametersByPath: getParametersByPath(state, context),
      ListTagsForResource: listTagsForResource(state, context),
      PutParameter: putParameter(state, context),
      RemoveTagsFromResource: removeTagsFromResource(state, context),
    },
    resources: { [ssmParameter.type]: ssmParameter },
  };
}
