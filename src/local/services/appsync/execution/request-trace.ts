import type { GraphQLResolveInfo } from "graphql";
import type { Context } from "../runtime/context.ts";
import type { PipelineResult } from "./run-pipeline.ts";

/** What one request did, for its log. Times are milliseconds of the process' own clock. */
export interface RequestTrace {
  readonly fields: FieldTrace[];
  readonly started: number;
  /** How long reading the document took, and checking it. */
  parsed: number;
  validated: number;
}

export interface FieldTrace {
  readonly info: GraphQLResolveInfo;
  readonly given: Omit<Context, "stash" | "result" | "prev" | "error">;
  readonly run: PipelineResult;
  readonly begin: number;
  readonly end: number;
}
