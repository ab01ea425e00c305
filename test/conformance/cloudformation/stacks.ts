import {
  CloudFormationClient,
  CreateStackCommand,
  type CreateStackCommandInput,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  type Stack,
  type StackEvent,
  UpdateStackCommand,
  type UpdateStackCommandInput,
} from "@aws-sdk/client-cloudformation";
import { GetParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { afterAll, beforeAll } from "vitest";
import { target } from "../../support/cloud/target.ts";

const moving = /_IN_PROGRESS$/;

/** A CloudFormation client with what suites need around it. Stacks made through it are deleted at the end. */
export function stacks() {
  const { settings } = target();
  const made = new Set<string>();
  const run = `plinth-conformance-${Date.now().toString(36)}${Math.floor(Math.random() * 1e6).toString(36)}`;
  let client: CloudFormationClient;
  let ssm: SSMClient;
  beforeAll(() => {
    client = new CloudFormationClient(settings);
    ssm = new SSMClient(settings);
  });
  afterAll(async () => {
    for (const name of made) await client.send(new DeleteStackCommand({ StackName: name }));
  });

  const cloud = {
    settings,
    get client() {
      return client;
    },
    get ssm() {
      return ssm;
    },
    /** A stack's or parameter's name that only this run uses. */
    named: (name: string) => `${run}-${name}`,
    path: (name: string) => `/${run}/${name}`,

    async describe(name: string): Promise<Stack> {
      const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: name }));
      return Stacks?.[0] as Stack;
    },

    /** Waits until the stack stands still. */
    async settled(name: string): Promise<Stack> {
      for (;;) {
        const stack = await cloud.describe(name);
        if (!moving.test(stack.StackStatus ?? "")) return stack;
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },

    async create(
      name: string,
      template: object | string,
      more: Partial<CreateStackCommandInput> = {},
    ): Promise<Stack> {
      made.add(cloud.named(name));
      const { StackId } = await client.send(
        new CreateStackCommand({ StackName: cloud.named(name), TemplateBody: asText(template), ...more }),
      );
      return cloud.settled(StackId ?? "");
    },

    async update(
      name: string,
      template: object | string,
      more: Partial<UpdateStackCommandInput> = {},
    ): Promise<Stack> {
      await client.send(
        new UpdateStackCommand({ StackName: cloud.named(name), TemplateBody: asText(template), ...more }),
      );
      return cloud.settled(cloud.named(name));
    },

    async remove(nameOrId: string): Promise<void> {
      await client.send(new DeleteStackCommand({ StackName: nameOrId }));
    },

    /** Oldest first. */
    async events(nameOrId: string): Promise<StackEvent[]> {
      const all: StackEvent[] = [];
      let NextToken: string | undefined;
      do {
        const page = await client.send(new DescribeStackEventsCommand({ StackName: nameOrId, NextToken }));
        all.push(...(page.StackEvents ?? []));
        NextToken = page.NextToken;
      } while (NextToken !== undefined);
      return all.reverse();
    },

    /** `Logical STATUS` of each event, oldest first. */
    async story(nameOrId: string): Promise<string[]> {
      return (await cloud.events(nameOrId)).map(
        (event) => `${event.LogicalResourceId} ${event.ResourceStatus}`,
      );
    },

    /** Null: there is no such parameter. */
    async value(path: string): Promise<string | null> {
      try {
        return (await ssm.send(new GetParameterCommand({ Name: path }))).Parameter?.Value ?? null;
      } catch (error) {
        if ((error as Error).name === "ParameterNotFound") return null;
        throw error;
      }
    },
  };
  return cloud;
}

function asText(template: object | string): string {
  return typeof template === "string" ? template : JSON.stringify(template);
}

/** A template's resource: a parameter of Parameter Store. */
export function parameter(Name: string, Value: unknown, more: object = {}, properties: object = {}) {
  return { Type: "AWS::SSM::Parameter", ...more, Properties: { Name, Type: "String", Value, ...properties } };
}

/** A resource whose creation, and change into, fails at the service: the value breaks its own pattern. */
export function failing(Name: string, more: object = {}) {
  return parameter(Name, "letters", more, { AllowedPattern: "\\d+" });
}
