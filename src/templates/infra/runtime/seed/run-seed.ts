import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { systemCaller } from "../lambda/caller.ts";
import { createDb, type Models } from "../lambda/db/create-db.ts";
import type { ModelTypes } from "../lambda/db/db-types.ts";
import type { SeedAnswer, SeedNews, SeedRequest } from "./messages.ts";
import type { SeedContext, SeededUser, SeedWork } from "./seed.ts";
import { type Counts, upserter } from "./upsert.ts";

type AnyModels = Readonly<Record<string, ModelTypes>>;
type Ask = SeedRequest extends infer R ? (R extends { number: number } ? Omit<R, "number"> : never) : never;

/**
 * Run by Plinth as a process in the project's folder: runs seed.ts. It goes through the API, whose address and
 * credentials it finds in the environment, as functions do; tenants and users are made by Plinth itself.
 */
const waiting = new Map<number, (answer: SeedAnswer) => void>();
let requests = 0;

const tell = (news: SeedNews) => process.send?.(news);

process.on("message", (answer: SeedAnswer) => {
  waiting.get(answer.number)?.(answer);
  waiting.delete(answer.number);
});

async function ask(request: Ask): Promise<SeededUser> {
  requests += 1;
  const number = requests;
  const answer = await new Promise<SeedAnswer>((resolve) => {
    waiting.set(number, resolve);
    process.send?.({ ...request, number });
  });
  if ("error" in answer) throw new Error(answer.error);
  return answer.user;
}

function contextOf(models: Models, counts: Counts): SeedContext<AnyModels> {
  return {
    async tenant(id, { name = null, admin }) {
      const first = await ask({ kind: "tenant", id, name, admin });
      return {
        id,
        admin: first,
        db: createDb(models, systemCaller(id)),
        member: (user) => ask({ kind: "member", tenantId: id, user }),
      };
    },
    db: createDb(models, systemCaller(null)),
    upsert: upserter(counts),
    log: (message) => void tell({ kind: "log", message }),
  };
}

/** A module of the project, whose exports are known only when it runs. */
async function load(path: string): Promise<Readonly<Record<string, unknown>>> {
  return await import(pathToFileURL(join(process.cwd(), path)).href);
}

async function run(): Promise<void> {
  const { default: work } = await load("seed.ts");
  if (typeof work !== "function")
    throw new Error("seed.ts has no default export: export default seed<Models>(...)");
  const { models } = await load("infra/types.gen.ts");
  const counts = { created: 0, updated: 0, unchanged: 0 };
  await (work as SeedWork<AnyModels>)(contextOf(models as Models, counts));
  tell({ kind: "done", ...counts });
}

run()
  .catch((error: unknown) => {
    const { message, stack = "" } = error instanceof Error ? error : new Error(String(error));
    tell({ kind: "failed", message, stack });
  })
  .finally(() => process.disconnect?.());
