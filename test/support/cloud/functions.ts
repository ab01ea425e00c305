import { CloudWatchLogsClient, DeleteLogGroupCommand } from "@aws-sdk/client-cloudwatch-logs";
import {
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  IAMClient,
  PutRolePolicyCommand,
} from "@aws-sdk/client-iam";
import {
  CreateFunctionCommand,
  type CreateFunctionCommandInput,
  DeleteFunctionCommand,
  InvokeCommand,
  type InvokeCommandInput,
  LambdaClient,
} from "@aws-sdk/client-lambda";
import { eventually } from "./eventually.ts";
import { allow, module, policy, trustService } from "./function-code.ts";
import type { ClientSettings } from "./target.ts";

export interface Functions {
  readonly lambda: LambdaClient;
  readonly roleArn: string;
  /** Creates a function of one ES module; answers its name. */
  create(name: string, source: string, more?: Partial<CreateFunctionCommandInput>): Promise<string>;
  /** Invokes and reads the answer. */
  invoke(
    name: string,
    event?: unknown,
    more?: Partial<InvokeCommandInput>,
  ): Promise<{ readonly answer: unknown; readonly error: string | undefined; readonly log: string }>;
  removeAll(): Promise<void>;
}

/**
 * Functions for a suite, with one role.
 *
 * @param prefix unique to the run
 * @param actions what the role may do on everything
 */
export async function functionsFor(
  settings: ClientSettings,
  prefix: string,
  actions: readonly string[],
): Promise<Functions> {
  const iam = new IAMClient(settings);
  const lambda = new LambdaClient(settings);
  const names: string[] = [];
  const { Role } = await iam.send(
    new CreateRoleCommand({
      RoleName: prefix,
      AssumeRolePolicyDocument: trustService("lambda.amazonaws.com"),
    }),
  );
  await iam.send(
    new PutRolePolicyCommand({
      RoleName: prefix,
      PolicyName: "access",
      PolicyDocument: policy(allow(actions)),
    }),
  );
  const roleArn = Role?.Arn ?? "";
  return {
    lambda,
    roleArn,

    async create(name, source, more = {}) {
      const FunctionName = `${prefix}-${name}`;
      const command = new CreateFunctionCommand({
        FunctionName,
        Role: roleArn,
        Runtime: "nodejs24.x",
        Handler: "index.handler",
        Code: { ZipFile: module(source) },
        ...more,
      });
      // On AWS a new role cannot be taken at once, and a new function is pending for a moment.
      await eventually(() => lambda.send(command), 30);
      names.push(FunctionName);
      return FunctionName;
    },

    async invoke(name, event = {}, more = {}) {
      const Payload = Buffer.from(JSON.stringify(event));
      const result = await lambda.send(
        new InvokeCommand({ FunctionName: name, Payload, LogType: "Tail", ...more }),
      );
      const text = Buffer.from(result.Payload ?? []).toString("utf8");
      return {
        answer: text === "" ? undefined : JSON.parse(text),
        error: result.FunctionError,
        log: Buffer.from(result.LogResult ?? "", "base64").toString("utf8"),
      };
    },

    async removeAll() {
      const logs = new CloudWatchLogsClient(settings);
      for (const FunctionName of names) {
        await lambda.send(new DeleteFunctionCommand({ FunctionName }));
        // Not every function has been invoked, and so has a log.
        await logs
          .send(new DeleteLogGroupCommand({ logGroupName: `/aws/lambda/${FunctionName}` }))
          .catch(() => {});
      }
      await iam.send(new DeleteRolePolicyCommand({ RoleName: prefix, PolicyName: "access" }));
      await iam.send(new DeleteRoleCommand({ RoleName: prefix }));
    },
  };
}
