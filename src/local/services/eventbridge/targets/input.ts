import type { Target } from "@aws-sdk/client-eventbridge";
import type { Event } from "../event.ts";
import { readPath } from "./json-path.ts";

/** What a template may ask of the rule, beside what it takes from the event. */
export interface RuleFacts {
  readonly arn: string;
  readonly name: string;
  /** ISO 8601 */
  readonly ingestedAt: string;
}

/**
 * What a target gets of an event: all of it, a part, a constant, or a text made from parts.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 *
 * @returns JSON text
 */
export function inputOf(target: Target, event: Event, rule: RuleFacts): string {
  if (target.Input !== undefined) return target.Input;
  if (target.InputPath !== undefined) return JSON.stringify(readPath(target.InputPath, event) ?? null);
  if (target.InputTransformer !== undefined) return transform(target.InputTransformer, event, rule);
  return JSON.stringify(event);
}

function transform(
  { InputPathsMap = {}, InputTemplate = "" }: NonNullable<Target["InputTransformer"]>,
  event: Event,
  rule: RuleFacts,
): string {
  const predefined: Record<string, unknown> = {
    "aws.events.rule-arn": rule.arn,
    "aws.events.rule-name": rule.name,
    "aws.events.event.ingestion-time": rule.ingestedAt,
    "aws.events.event": { ...event, detail: undefined },
    "aws.events.event.json": event,
  };
  const own = Object.entries(InputPathsMap).map(([name, path]) => [name, readPath(String(path), event)]);
  const values: Record<string, unknown> = { ...predefined, ...Object.fromEntries(own) };
  let quoted = false;
  return InputTemplate.replace(/\\.|"|<([^<>\s]+)>/g, (whole, name: string | undefined) => {
    if (whole === '"') quoted = !quoted;
    if (name === undefined || !(name in values)) return whole;
    return quoted ? insideText(values[name]) : JSON.stringify(values[name] ?? null);
  });
}

/** Between quotation marks, a text stands without its own; anything else as JSON, escaped to stay one text. */
function insideText(value: unknown): string {
  if (value === undefined) return "";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return JSON.stringify(text).slice(1, -1);
}
