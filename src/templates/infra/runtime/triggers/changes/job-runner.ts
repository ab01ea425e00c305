import type { ChangeOutlets } from "./change-outlets.ts";
import { cleanUp } from "./clean-up.ts";
import type { CleanUpContext } from "./clean-up-context.ts";
import type { CleanUpJob } from "./clean-up-job.ts";

/** A context that knows how much was seen so far. */
export interface CountingContext extends CleanUpContext {
  readonly seen: () => number;
}

/** DynamoDB's indexes follow within moments; a minute is more than they take when the table is busy. */
const lastRoundAfterSeconds = 60;
/** 120 bytes a job: far from the 256 KB of a message, and done well within one invocation. */
const mostJobsInMessage = 200;
const mostIdleRounds = 10;

/** Runs clean-up jobs of one invocation, and sends on what they leave. */
export class JobRunner {
  readonly #outlets: ChangeOutlets;
  readonly #lastRounds: CleanUpJob[] = [];

  constructor(outlets: ChangeOutlets) {
    this.#outlets = outlets;
  }

  /** From the stream. What fails here goes on in the queue, which has its own retries: the stream must not wait for it. */
  async start(context: CountingContext, job: CleanUpJob): Promise<void> {
    try {
      await this.run(context, job);
    } catch (error) {
      context.log.warn("The clean-up goes on in the queue", { model: job.model, id: job.id, error });
      await this.#outlets.enqueue([{ ...job, round: "again" }], 1);
    }
  }

  async run(context: CountingContext, job: CleanUpJob): Promise<void> {
    const seenBefore = context.seen();
    if (await cleanUp(context, job)) {
      if (job.round !== "last") this.#lastRounds.push({ ...job, round: "last", idle: 0 });
      return;
    }
    const idle = context.seen() === seenBefore ? job.idle + 1 : 0;
    if (idle > mostIdleRounds) throw new Error(`The clean-up after ${job.model} ${job.id} makes no headway.`);
    await this.#outlets.enqueue([{ ...job, round: job.round === "last" ? "last" : "again", idle }], idle);
  }

  /** To be called at the end: sends the last rounds of all jobs that are done, together. */
  async finish(): Promise<void> {
    while (this.#lastRounds.length > 0) {
      await this.#outlets.enqueue(this.#lastRounds.splice(0, mostJobsInMessage), lastRoundAfterSeconds);
    }
  }
}
