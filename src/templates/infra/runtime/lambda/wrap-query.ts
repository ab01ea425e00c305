import type { AnyHandler } from "./run.ts";
import { type FieldFunctionSettings, wrapField } from "./wrap-field.ts";

/** A field of Query. The handler gets the checked arguments. */
export function wrapQuery(settings: FieldFunctionSettings, handler: AnyHandler) {
  return wrapField(settings, handler);
}
