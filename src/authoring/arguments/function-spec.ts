import type { ChangeKind, HttpMethod, SignInEvent } from "../../definition/ir.ts";
import type { ValueFieldSpec } from "./field-spec.ts";
import type { AccessSpec } from "./option-specs.ts";

/** What `add-function` was told. */
export interface FunctionSpec {
  /** kebab-case. */
  readonly name: string;
  readonly trigger: TriggerSpec;
  /** Null: the language's default. */
  readonly access: AccessSpec | null;
  readonly secrets: readonly string[];
  readonly environment: readonly (readonly [name: string, value: string])[];
  readonly timeoutSeconds: number | null;
  readonly memoryMb: number | null;
  readonly description: string | null;
}

export type TriggerSpec =
  | {
      readonly kind: "query" | "mutation";
      readonly input: readonly ValueFieldSpec[];
      readonly returns: ReturnsSpec;
    }
  | { readonly kind: "http"; readonly method: HttpMethod; readonly path: string }
  | { readonly kind: "schedule"; readonly every: string }
  | { readonly kind: "schedule"; readonly cron: string; readonly timezone: string | null }
  /** `on` empty: every change. */
  | { readonly kind: "modelChange"; readonly model: string; readonly on: readonly ChangeKind[] }
  | { readonly kind: "fileUpload"; readonly prefix: string | null }
  | { readonly kind: "signIn"; readonly event: SignInEvent };

export type ReturnsSpec =
  | { readonly kind: "nothing" }
  | { readonly kind: "model"; readonly model: string; readonly list: boolean }
  | { readonly kind: "fields"; readonly fields: readonly ValueFieldSpec[] };
