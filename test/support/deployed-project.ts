import { join } from "node:path";
import { GetParametersByPathCommand, SSMClient } from "@aws-sdk/client-ssm";
import type { Backend } from "../../src/definition/ir.ts";
import { type Cloud, type CloudOptions, startCloud } from "../../src/local/cloud.ts";
import { planProject } from "../../src/operations/plan-project.ts";
import { synth } from "../../src/operations/synth.ts";
import { deployer } from "./deployed/deploy-assembly.ts";
import { type GraphqlClient, systemClient, userClient } from "./deployed/graphql-client.ts";
import { type People, type Person, people, type Tokens } from "./deployed/people.ts";
import {
  type ProjectFolder,
  type ProjectSource,
  projectFolder,
  unwatched,
} from "./deployed/project-folder.ts";
import { type Subscriber, subscriber } from "./deployed/subscriber.ts";

type Observer = NonNullable<CloudOptions["observe"]>;

/** A generated project, deployed to its stage `local` in a local cloud in this process. */
export interface DeployedProject {
  readonly cloud: Cloud;
  readonly project: ProjectFolder;
  /** As of the last deployment. */
  readonly backend: Backend;
  /** The stage's values by their path: `table/name`, `user-pool/id`, `api/url`. */
  readonly values: Readonly<Record<string, string>>;
  readonly people: People;
  /** Creates a user with memberships and signs them in. @param roles by tenant, besides "member" */
  join(email: string, roles: Readonly<Record<string, readonly string[]>>): Promise<SignedIn>;
  signIn(person: Person): Promise<SignedIn>;
  /** Calls as functions and operators do, with AWS credentials. */
  system(owner: { readonly tenant?: string; readonly user?: string }): GraphqlClient;
  /** Runs something, and tells how often resolvers called each operation of a service meanwhile: `{ Query: 2 }`. */
  counted<T>(service: string, work: () => Promise<T>): Promise<{ result: T; calls: Record<string, number> }>;
  /** Changes files of the project, generates, and deploys again. */
  redeploy(files: Readonly<Record<string, string | null>>): Promise<void>;
  close(): Promise<void>;
}

export interface SignedIn extends GraphqlClient {
  readonly person: Person;
  readonly tokens: Tokens;
  /** New tokens. @param tenantId to switch to */
  refresh(tenantId?: string): Promise<void>;
  connect(): Promise<Subscriber>;
}

/**
 * Generates, synthesizes and deploys a project into a new local cloud. Takes some five seconds.
 *
 * @param source an example's folder, or the texts of `plinth.config.ts`, `models/*.ts` and so on
 */
export async function deployedProject(
  source: ProjectSource,
  options: Partial<CloudOptions> = {},
): Promise<DeployedProject> {
  const project = await projectFolder(source);
  const planned = await planProject(project.folder);
  const { region, name } = planned.backend.app;
  const observers = new Set<Observer>();
  const cloud = await startCloud({
    port: 0,
    stateFolder: null,
    region,
    // Every project's alarms report to somebody's inbox.
    log: (line) => line.startsWith("outbox:") || console.error(line),
    observe: (...call) => {
      for (const observer of observers) observer(...call);
    },
    ...options,
  });
  const deploy = await deployer(cloud);
  let backend = planned.backend;

  async function deployNow(): Promise<Record<string, string>> {
    backend = (await planProject(project.folder)).backend;
    const out = join(project.folder, "cdk.out");
    const input = { project: project.folder, stage: "local", out, fast: true };
    const { stacks } = await synth(input, unwatched);
    await deploy.deploy(
      out,
      stacks.map((stack) => stack.name),
    );
    return await stageValues(cloud, `/${name}/local/`);
  }

  const values = await deployNow();
  const value = (path: string): string => values[path] ?? "";
  const host = new URL(value("api/url")).host;
  const staff = people({
    region,
    endpoint: cloud.endpoint,
    credentials: cloud.credentials,
    table: value("table/name"),
    userPoolId: value("user-pool/id"),
    clientId: value("user-pool/client-id"),
  });
  const connections = new Set<Subscriber>();

  async function signIn(person: Person): Promise<SignedIn> {
    let tokens = await staff.signIn(person);
    const token = () => tokens.accessToken;
    return {
      ...userClient(value("api/url"), token),
      person,
      get tokens() {
        return tokens;
      },
      async refresh(tenantId) {
        tokens = await staff.refresh(tokens, tenantId);
      },
      async connect() {
        const connection = await subscriber(value("api/realtime-url"), host, token);
        connections.add(connection);
        return connection;
      },
    };
  }

  return {
    cloud,
    project,
    get backend() {
      return backend;
    },
    values,
    people: staff,
    signIn,
    join: async (email, roles) => await signIn(await staff.createPerson(email, roles)),
    system: ({ tenant, user }) =>
      systemClient(value("api/url"), region, cloud.credentials, {
        ...(tenant !== undefined && { "x-plinth-tenant": tenant }),
        ...(user !== undefined && { "x-plinth-user": user }),
      }),
    async counted(service, work) {
      const calls: Record<string, number> = {};
      const observer: Observer = (called, operation, caller) => {
        if (called !== service || !caller.arn.endsWith("/APPSYNC_ASSUME_ROLE")) return;
        calls[operation] = (calls[operation] ?? 0) + 1;
      };
      observers.add(observer);
      try {
        return { result: await work(), calls };
      } finally {
        observers.delete(observer);
      }
    },
    async redeploy(files) {
      project.write(files);
      await project.generate();
      Object.assign(values, await deployNow());
    },
    async close() {
      for (const connection of connections) connection.close();
      staff.close();
      deploy.close();
      await cloud.close();
      project.remove();
    },
  };
}

async function stageValues({ region, endpoint, credentials }: Cloud, Path: string) {
  const ssm = new SSMClient({ region, endpoint, credentials });
  const values: Record<string, string> = {};
  let NextToken: string | undefined;
  do {
    const page = await ssm.send(new GetParametersByPathCommand({ Path, Recursive: true, NextToken }));
    for (const { Name = "", Value = "" } of page.Parameters ?? []) values[Name.slice(Path.length)] = Value;
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  ssm.destroy();
  return values;
}
