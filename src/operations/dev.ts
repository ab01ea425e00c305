import { join } from "node:path";
import { explainAwsError } from "../aws/explain-aws-error.ts";
import { callerArn } from "../aws/sts/caller-arn.ts";
import { loadApp } from "../definition/load-app.ts";
import { changesUsers, describeRequest } from "../dev/describe-request.ts";
import type { FileChanges } from "../dev/snapshot.ts";
import { type ProjectWatcher, watchProject } from "../dev/watch-project.ts";
import { exitCode, UserError } from "../errors/user-error.ts";
import type { TenantsOfStage } from "../tenants/tenants-of-stage.ts";
import { releaseLock, takeLock } from "./cloud/cloud-lock.ts";
import { resetCloud } from "./cloud/reset.ts";
import type { AnsweredRequest } from "./cloud/start.ts";
import { cloudStateFolder } from "./cloud/state-folder.ts";
import type { OperationContext } from "./context.ts";
import type { StageOutputs } from "./deploy.ts";
import { acceptable } from "./dev/acceptable.ts";
import { type DevCloud, openDevCloud } from "./dev/dev-cloud.ts";
import type { DevEvent } from "./dev/dev-event.ts";
import { observeStage, type StageObserver } from "./dev/observe-stage.ts";
import { prepareCloud } from "./dev/prepare-cloud.ts";
import { publishedAssets } from "./dev/published-assets.ts";
import { localAssembly, type Reloaded, reload } from "./dev/reload.ts";
import { hasSeed, seedMissing, seedStage } from "./seed.ts";
import type { Stage } from "./stage/stage.ts";
import { type WarmApp, warmApp } from "./synth/warm/warm-app.ts";

export type { BackendChange, DevEvent, FileChanges } from "./dev/dev-event.ts";

export interface DevInput {
  /** Absolute path of the project. */
  readonly project: string;
  /** Begin with an empty cloud. */
  readonly reset: boolean;
  /** Run seed.ts at the start; null: where the cloud is empty and there is one. */
  readonly seed: boolean | null;
  /** Port of the local cloud; null: the usual one. */
  readonly port: number | null;
  /** Changes that may lose data, by their ids, as long as it runs. */
  readonly accept: readonly string[];
  onEvent(event: DevEvent): void;
  /** Told once how to steer it. */
  onStart?(controls: DevControls): void;
}

export interface DevControls {
  /** Deploys again. @param accept what may be lost this time */
  redeploy(accept?: readonly string[]): void;
}

/**
 * Runs the project: a local cloud with the stage `local` in it, which follows every change of the project's files until
 * the signal ends it. What is wrong is told, and what was deployed before goes on.
 *
 * @throws UserError where it runs already, or the cloud cannot start
 */
export async function dev(input: DevInput, context: OperationContext): Promise<void> {
  const { project } = input;
  const own = join(project, ".plinth", "dev");
  const holder = takeLock(own);
  if (holder !== null) throw alreadyRunning(holder.pid);
  let app: WarmApp | null = null;
  let watcher: ProjectWatcher | null = null;
  try {
    if (input.reset) resetCloud(cloudStateFolder(null, project));
    app = warmApp(project);
    watcher = watchProject(project);
    const watching = watcher;
    context.signal.addEventListener("abort", () => watching.close(), { once: true });
    await follow(input, app, watcher, context);
  } finally {
    watcher?.close();
    app?.close();
    releaseLock(own);
  }
}

async function tenantsOf({ name, connection }: Stage, outputs: StageOutputs): Promise<TenantsOfStage> {
  const { table, userPoolId, graphqlUrl } = outputs;
  if (table === null || userPoolId === null) throw new Error(`The stage ${name} is not whole.`);
  return { stage: name, connection, table, userPoolId, graphqlUrl, actor: await callerArn(connection) };
}

interface Session {
  /** Once it can be deployed to. */
  cloud: Promise<DevCloud> | null;
  observer: StageObserver | null;
  deployed: StageOutputs | null;
  /** The last turn failed. */
  broken: boolean;
  /** The question whether to run seed.ts has come up. */
  seeded: boolean;
  /** It is running: its hundreds of requests are not what anybody looks for. */
  seeding: boolean;
}

async function follow(
  input: DevInput,
  app: WarmApp,
  watcher: ProjectWatcher,
  context: OperationContext,
): Promise<void> {
  const start = performance.now();
  const { project, onEvent } = input;
  const { signal } = context;
  const once = new Set<string>();
  const assets = publishedAssets(localAssembly(project));
  const now: Session = {
    cloud: null,
    observer: null,
    deployed: null,
    broken: false,
    seeded: false,
    seeding: false,
  };

  function open(region: string): Promise<DevCloud> {
    if (now.cloud !== null) return now.cloud;
    const opening = openDevCloud({
      state: cloudStateFolder(null, project),
      region,
      port: input.port,
      log: (message) => onEvent({ kind: "notice", at: Date.now(), message }),
      onRequest: tell,
    });
    opening.then(
      ({ endpoint, here, fresh }) => onEvent({ kind: "cloud", endpoint, here, fresh }),
      () => {},
    );
    now.cloud = opening.then(async (cloud) => {
      await prepareCloud(cloud, signal);
      return cloud;
    });
    return now.cloud;
  }

  function tell(request: AnsweredRequest): void {
    if (now.seeding) return;
    if (changesUsers(request)) now.observer?.usersMayHaveChanged();
    const described = describeRequest(request);
    if (described === null) return;
    const { status, milliseconds } = request;
    onEvent({ kind: "request", at: Date.now(), request: { ...described, status, milliseconds } });
  }

  async function turn(files: FileChanges | null, since: number, first: boolean): Promise<void> {
    onEvent({ kind: "working", at: Date.now(), files });
    try {
      const { region } = await loadApp(project);
      const opened = open(region);
      // It begins while the project is read; whoever uses it learns of its failure.
      opened.catch(() => {});
      const reloaded = await reload(
        {
          project,
          app,
          cloud: opened,
          assets,
          accept: [...input.accept, ...once],
          onGenerated: (paths) => watcher.accept(paths),
        },
        {
          signal,
          report: (event) => event.kind === "started" && onEvent({ kind: "step", step: event.step }),
        },
      );
      await succeed(reloaded, await opened, files, performance.now() - since, first);
    } catch (error) {
      if (signal.aborted) return;
      // A cloud that cannot start is no matter of the project's files: nothing that is saved would help.
      await now.cloud;
      now.broken = true;
      const explained = explainAwsError(error);
      onEvent({
        kind: "failed",
        at: Date.now(),
        files,
        error: explained,
        milliseconds: performance.now() - since,
        served: now.deployed !== null,
        accept: acceptable(explained),
      });
    }
  }

  async function succeed(
    { changed, changes, outputs, stage }: Reloaded,
    opened: DevCloud,
    files: FileChanges | null,
    milliseconds: number,
    first: boolean,
  ): Promise<void> {
    const repaired = now.broken && !changed;
    const news = first || changed || repaired || now.deployed === null;
    once.clear();
    now.broken = false;
    now.deployed = outputs;
    const at = Date.now();
    if (news) onEvent({ kind: "live", at, files, changes, milliseconds, outputs, first, repaired });
    else onEvent({ kind: "unchanged", at, files });
    now.observer ??= observeStage(opened.connection, onEvent, signal);
    now.observer.follow(outputs);
    // What cannot be deleted now is tried again after the next change.
    await assets.deleteOthers(stage).catch(() => {});
    if (!now.seeded) await fill(opened, stage, outputs);
  }

  /** An empty cloud gets the data of seed.ts; what goes wrong there does not stop the rest. */
  async function fill(opened: DevCloud, stage: Stage, outputs: StageOutputs): Promise<void> {
    now.seeded = true;
    const wanted = input.seed ?? opened.fresh;
    if (!wanted || (input.seed === null && !hasSeed(project))) return;
    now.seeding = true;
    onEvent({ kind: "step", step: "seed" });
    try {
      if (!hasSeed(project)) throw seedMissing();
      const tenants = await tenantsOf(stage, outputs);
      const onLog = (message: string) =>
        onEvent({ kind: "notice", at: Date.now(), message: `seed: ${message}` });
      const result = await seedStage({ project, onLog }, tenants, stage, signal);
      onEvent({ kind: "seeded", at: Date.now(), result, error: null });
    } catch (error) {
      if (!signal.aborted)
        onEvent({ kind: "seeded", at: Date.now(), result: null, error: explainAwsError(error) });
    }
    now.seeding = false;
    now.observer?.usersMayHaveChanged();
  }

  try {
    input.onStart?.({
      redeploy(accept = []) {
        for (const id of accept) once.add(id);
        watcher.wake();
      },
    });
    await turn(null, start, true);
    for (let next = await watcher.next(); next !== null; next = await watcher.next()) {
      const { changes, since } = next;
      const asked = changes.created.length + changes.modified.length + changes.deleted.length === 0;
      await turn(asked ? null : changes, since, false);
    }
  } finally {
    await now.observer?.ended();
    await now.cloud?.then((opened) => opened.close()).catch(() => {});
  }
}

function alreadyRunning(pid: number): UserError {
  return new UserError({
    code: "DEV_ALREADY_RUNNING",
    message: `plinth dev runs already for this project (process ${pid}).`,
    remedy: `Use that one: it follows your changes. To end it, press Ctrl-C there, or: kill ${pid}`,
    exit: exitCode.refused,
  });
}
