import type { AnyHandler } from "./run.ts";
import { type FieldFunctionSettings, wrapField } from "./wrap-field.ts";

/** A field of Mutation. The handler gets the checked arguments. */
export function wrapMutation(settings: FieldFunctionSettings, handler: AnyHandler) {
  return wrapField(settings, handler);
}
