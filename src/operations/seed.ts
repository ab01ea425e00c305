import { existsSync } from "node:fs";
import { join } from "node:path";
import { currentCredentials } from "../aws/current-credentials.ts";
import { getParameter } from "../aws/ssm/get-parameter.ts";
import { loadApp } from "../definition/load-app.ts";
import { exitCode, UserError } from "../errors/user-error.ts";
import type { TenantsOfStage } from "../tenants/tenants-of-stage.ts";
import { doStep, type OperationContext } from "./context.ts";
import { runSeedFile, seedFile } from "./seed/run-seed-file.ts";
import { seedPeople } from "./seed/seed-people.ts";
import type { Stage } from "./stage/stage.ts";
import type { StageInput } from "./stage/with-stage.ts";
import { withTenants } from "./tenant/with-tenants.ts";

export interface SeedInput extends StageInput {
  /** Also where the stage is protected. */
  readonly allowProtected: boolean;
  /** Told what the seed says. */
  onLog(message: string): void;
}

export interface SeedResult {
  readonly stage: string;
  /** Ids of the tenants that it named. */
  readonly tenants: readonly string[];
  /** E-mail addresses of the users that it named. */
  readonly users: readonly string[];
  /** What was upserted. */
  readonly records: { readonly created: number; readonly updated: number; readonly unchanged: number };
  readonly milliseconds: number;
}

/**
 * Runs the project's seed.ts against a stage.
 *
 * @throws UserError SEED_MISSING, STAGE_PROTECTED, NOT_DEPLOYED; SEED_FAILED with the place in the file
 */
export async function seed(input: SeedInput, context: OperationContext): Promise<SeedResult> {
  if (!hasSeed(input.project)) throw seedMissing();
  // Before anything is connected: what a stage is stands in plinth.config.ts.
  const { stages } = await loadApp(input.project);
  const settings = stages.find(({ name }) => name === input.stage);
  if (settings?.protected === true && !input.allowProtected) throw protectedStage(input.stage);
  return withTenants(input, context, async (tenants, stage) => {
    return doStep(context, "seed", async () => {
      const result = await seedStage(input, tenants, stage, context.signal);
      const { created, updated } = result.records;
      return { result, detail: `${created} created, ${updated} updated` };
    });
  });
}

/** Is there a seed.ts in the project? */
export function hasSeed(project: string): boolean {
  return existsSync(join(project, seedFile));
}

/** Runs the project's seed.ts against a stage that is connected. */
export async function seedStage(
  { project, onLog }: Pick<SeedInput, "project" | "onLog">,
  tenants: TenantsOfStage,
  stage: Stage,
  signal: AbortSignal,
): Promise<SeedResult> {
  const start = performance.now();
  const { connection, app, name } = stage;
  const graphqlUrl = await getParameter(connection, `/${app.name}/${name}/api/url`);
  if (graphqlUrl === null) throw new Error(`The stage ${name} has no API.`);
  const people = seedPeople(tenants, app.roles);
  const seen = { tenants: new Set<string>(), users: new Set<string>() };
  const records = await runSeedFile(
    {
      project,
      graphqlUrl,
      region: connection.region,
      credentials: await currentCredentials(connection),
      onLog,
      people: {
        async tenant(id, title, admin) {
          const user = await people.tenant(id, title, admin);
          seen.tenants.add(id);
          seen.users.add(user.email);
          return user;
        },
        async member(tenantId, wanted) {
          const user = await people.member(tenantId, wanted);
          seen.users.add(user.email);
          return user;
        },
      },
    },
    signal,
  );
  const milliseconds = Math.round(performance.now() - start);
  return { stage: name, tenants: [...seen.tenants], users: [...seen.users], records, milliseconds };
}

export function seedMissing(): UserError {
  return new UserError({
    code: "SEED_MISSING",
    message: `There is no ${seedFile} in the project's folder.`,
    remedy: "Write one: docs/guide/dev.md shows how it begins.",
  });
}

function protectedStage(name: string): UserError {
  return new UserError({
    code: "STAGE_PROTECTED",
    message: `The stage "${name}" is protected: seeds are for stages with data that nobody minds.`,
    remedy: "Where that is really meant, add --allow-protected.",
    exit: exitCode.refused,
  });
}
