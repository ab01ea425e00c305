import type { Connection } from "../../aws/connection.ts";
import { getParameter } from "../../aws/ssm/get-parameter.ts";

/** The CDK's default; https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-customizing.html */
const parameter = "/cdk-bootstrap/hnb659fds/version";

/** What the templates of generated projects need. */
const least = 6;

/** Is there what every deployment of CDK apps needs in this account and region: the bucket and the roles? */
export async function isBootstrapped(connection: Connection): Promise<boolean> {
  return Number((await getParameter(connection, parameter)) ?? 0) >= least;
}
