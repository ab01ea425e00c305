import type { Value, ValueType } from "../values/attribute-value.ts";
import { typeOf } from "../values/attribute-value.ts";
import type { Substitutions } from "./substitutions.ts";
import type { ActionOf, ConditionOf, Operand, Parts } from "./syntax.ts";

/** An operand with its names and values filled in. */
export type BoundOperand =
  | { readonly kind: "path"; readonly parts: Parts }
  | { readonly kind: "literal"; readonly value: Value }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly BoundOperand[] };

export type BoundCondition = ConditionOf<BoundOperand>;
export type BoundAction = ActionOf<BoundOperand>;

/** Fills in aliases. */
export function bindPath(parts: Parts, substitutions: Substitutions): Parts {
  return parts.map((part) =>
    typeof part === "string" && part.startsWith("#") ? substitutions.name(part) : part,
  );
}

export function bindOperand(operand: Operand, substitutions: Substitutions): BoundOperand {
  switch (operand.kind) {
    case "path":
      return { kind: "path", parts: bindPath(operand.parts, substitutions) };
    case "value":
      return { kind: "literal", value: substitutions.value(operand.name) };
    case "call":
      return {
        kind: "call",
        name: operand.name,
        args: operand.args.map((argument) => bindOperand(argument, substitutions)),
      };
  }
}

/** The type an operand is known to have before any item is seen. */
export function knownType(operand: BoundOperand): ValueType | null {
  return operand.kind === "literal" ? typeOf(operand.value) : null;
}

/** `[a, [0], b]`, as AWS shows paths in messages. */
export function showPath(parts: Parts): string {
  return `[${parts.map((part) => (typeof part === "number" ? `[${part}]` : part)).join(", ")}]`;
}
