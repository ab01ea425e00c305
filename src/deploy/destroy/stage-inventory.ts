import { describeStack, type StackDescription } from "../../aws/cloudformation/describe-stack.ts";
import type { Connection } from "../../aws/connection.ts";
import { getParameter } from "../../aws/ssm/get-parameter.ts";
import { parameterNames } from "../../aws/ssm/parameter-names.ts";
import { idsOf, stageResources } from "../stage-resources.ts";

/** Which stage, and how its things are called. */
export interface DestroyedStage {
  readonly app: string;
  readonly stage: string;
  /** `acme-dev`. */
  readonly prefix: string;
}

/** Everything that belongs to a stage, as its stacks know it. */
export interface StageInventory {
  /** Those that are there, in the order in which they are deleted. */
  readonly stacks: readonly StackDescription[];
  /** Resources in all stacks, nested ones too; nested stacks themselves do not count. */
  readonly resources: number;
  readonly tables: readonly string[];
  readonly userPools: readonly string[];
  /** That of files first: the other one gets logs as long as it is there. */
  readonly buckets: readonly string[];
  readonly filesBucket: string | null;
  readonly logGroups: readonly string[];
  /** Names of SSM parameters that people have put beside those of the stacks: `/acme/dev/secrets/STRIPE_KEY`. */
  readonly secrets: readonly string[];
}

/** Finds out what belongs to a stage. Everything is empty where nothing is deployed. */
export async function takeInventory(
  connection: Connection,
  { app, stage, prefix }: DestroyedStage,
): Promise<StageInventory> {
  const found = await Promise.all(
    [`${prefix}-service`, `${prefix}-foundation`].map((name) => describeStack(connection, name)),
  );
  const stacks = found.filter((stack) => stack !== null);
  const resources = (await Promise.all(stacks.map(({ id }) => stageResources(connection, id)))).flat();
  const ids = (type: string) => idsOf(resources, type);
  const filesBucket = await getParameter(connection, `/${app}/${stage}/files/bucket`);
  return {
    stacks,
    resources: resources.length,
    tables: ids("AWS::DynamoDB::Table"),
    userPools: ids("AWS::Cognito::UserPool"),
    buckets: ids("AWS::S3::Bucket").toSorted(
      (one, other) => Number(other === filesBucket) - Number(one === filesBucket),
    ),
    filesBucket,
    // A function that was at work when its group was deleted makes a new one.
    logGroups: [
      ...new Set([
        ...ids("AWS::Logs::LogGroup"),
        ...ids("AWS::Lambda::Function").map((name) => `/aws/lambda/${name}`),
      ]),
    ],
    secrets: await parameterNames(connection, `/${app}/${stage}/secrets`),
  };
}
