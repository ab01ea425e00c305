/** One line of a log, as CloudWatch Logs keeps it. */
export interface LogEvent {
  /** Name of the log group: `/aws/lambda/acme-dev-send-reminder`. */
  readonly group: string;
  /** Name of the stream within the group: one process that ran the function. */
  readonly stream: string;
  /** Milliseconds since 1970, as the writer gave it. */
  readonly timestamp: number;
  readonly message: string;
}
