/** What is left to do after a record is gone for good. Travels through the clean-up queue as JSON, several in one message. */
export interface CleanUpJob {
  readonly model: string;
  readonly id: string;
  /** The owner's key prefix: nothing outside of it is ever touched. */
  readonly prefix: string;
  /**
   * - `first`: from the stream
   * - `again`: there was more than one invocation can do
   * - `last`: once more after a minute, for records that were created in the moment of the deletion and that the index
   *   did not show yet
   */
  readonly round: "first" | "again" | "last";
  /** Rounds in a row that got nothing done. */
  readonly idle: number;
}

/**
 * The jobs of one message.
 *
 * @throws where it holds anything else: it will end in the dead-letter queue
 */
export function parseJobs(body: string): CleanUpJob[] {
  const jobs: unknown = JSON.parse(body);
  if (!Array.isArray(jobs) || jobs.length === 0) throw new Error("The message holds no clean-up jobs.");
  return jobs.map(parseJob);
}

function parseJob(value: unknown): CleanUpJob {
  const { model, id, prefix, round, idle }: Partial<Record<string, unknown>> = Object(value);
  if (typeof model !== "string" || typeof id !== "string" || typeof prefix !== "string") {
    throw new Error("The message holds something that is no clean-up job.");
  }
  return {
    model,
    id,
    prefix,
    round: round === "last" ? "last" : "again",
    idle: typeof idle === "number" ? idle : 0,
  };
}
