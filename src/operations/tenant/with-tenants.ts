import { reachableUrl } from "../../aws/reachable-url.ts";
import { getParameter } from "../../aws/ssm/get-parameter.ts";
import { callerArn } from "../../aws/sts/caller-arn.ts";
import { exitCode, UserError } from "../../errors/user-error.ts";
import { onStage, type TenantsOfStage } from "../../tenants/tenants-of-stage.ts";
import type { OperationContext } from "../context.ts";
import type { Stage } from "../stage/stage.ts";
import { type StageInput, withStage } from "../stage/with-stage.ts";

/**
 * Connects to the tenants of a stage for as long as a piece of work takes.
 *
 * @throws UserError `NOT_DEPLOYED`, or as `withStage`
 */
export async function withTenants<T>(
  input: StageInput,
  context: OperationContext,
  work: (tenants: TenantsOfStage, stage: Stage) => Promise<T>,
): Promise<T> {
  return withStage(input, context, async (stage) => {
    const { connection, app, name } = stage;
    const [table, userPoolId, apiUrl, actor] = await Promise.all([
      getParameter(connection, `/${app.name}/${name}/table/name`),
      getParameter(connection, `/${app.name}/${name}/user-pool/id`),
      getParameter(connection, `/${app.name}/${name}/api/url`),
      callerArn(connection),
    ]);
    if (table === null || userPoolId === null) throw notDeployed(name);
    const graphqlUrl = apiUrl === null ? null : reachableUrl(apiUrl, connection.endpoint);
    return work({ stage: name, connection, table, userPoolId, graphqlUrl, actor }, stage);
  });
}

function notDeployed(stage: string): UserError {
  return new UserError({
    code: "NOT_DEPLOYED",
    message: `Nothing is deployed to the stage "${stage}".`,
    remedy: `Deploy first: plinth deploy${onStage({ stage })}`,
    exit: exitCode.refused,
  });
}
