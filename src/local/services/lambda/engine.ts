import type { ServiceContext } from "../../kernel/service.ts";
import type { EventQueue } from "./asynchronous/event-queue.ts";
import type { CodeStore } from "./code/code-store.ts";
import type { Executor } from "./execution/executor.ts";
import type { RoleSessions } from "./execution/role-session.ts";
import type { Sources } from "./sources/sources.ts";
import type { LambdaState } from "./state.ts";

/** What the operations of Lambda work with. */
export interface Engine {
  readonly state: LambdaState;
  readonly context: ServiceContext;
  readonly code: CodeStore;
  readonly sessions: RoleSessions;
  readonly executor: Executor;
  readonly events: EventQueue;
  readonly sources: Sources;
}
