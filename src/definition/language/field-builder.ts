import type { ScalarName } from "../ir.ts";
import type { Defined } from "./chain.ts";

/** What the compiler knows of a field. */
export interface FieldState {
  readonly kind: ScalarName | "enum" | "object" | "file";
  /** The type of one value, as a record holds it. */
  readonly value: unknown;
  readonly list: boolean;
  readonly optional: boolean;
  readonly defaulted: boolean;
}

/** The state a builder function starts with: one required value without a default. */
export interface NewField<Kind extends FieldState["kind"], Value> {
  readonly kind: Kind;
  readonly value: Value;
  readonly list: false;
  readonly optional: false;
  readonly defaulted: false;
}

type Changed<State, Change> = { [K in keyof State]: K extends keyof Change ? Change[K] : State[K] };

export type AnyField = Defined<FieldState>;

export type FieldBuilder<State extends FieldState> = Defined<State> &
  AnyFieldMethods<State> &
  MethodsOfKind<State> &
  (State["list"] extends true ? unknown : UniqueMethods<State>);

type MethodsOfKind<State extends FieldState> = State["kind"] extends "text" | "email" | "url" | "phone"
  ? LengthMethods<State> & PatternMethods<State> & DefaultMethods<State, State["value"]>
  : State["kind"] extends "id"
    ? LengthMethods<State> & DefaultMethods<State, State["value"] | "generated">
    : State["kind"] extends "integer" | "decimal" | "money"
      ? RangeMethods<State> & DefaultMethods<State, State["value"]>
      : State["kind"] extends "date" | "time" | "dateTime"
        ? DefaultMethods<State, State["value"] | "now">
        : State["kind"] extends "object" | "file"
          ? unknown
          : DefaultMethods<State, State["value"]>;

interface AnyFieldMethods<State extends FieldState> {
  /** The field may be left out, and is `null` then. Without this every field is required. */
  optional(): FieldBuilder<Changed<State, { optional: true }>>;
  /** The field holds a list. `min` and `max` bound the number of its elements; other rules apply to each element. */
  list(bounds?: {
    readonly min?: number;
    readonly max?: number;
  }): FieldBuilder<Changed<State, { list: true }>>;
  /** Shown in the schema and in everything generated from it. */
  describe(text: string): FieldBuilder<State>;
}

type UniqueMethods<State extends FieldState> = State["kind"] extends "json" | "object" | "file" | "boolean"
  ? unknown
  : {
      /** No two records of the same tenant (user, or everybody, by the model's scope) have the same value. */
      unique(): FieldBuilder<State>;
    };

interface LengthMethods<State extends FieldState> {
  /** Least number of characters; the same as `.minLength()`. */
  min(characters: number): FieldBuilder<State>;
  /** Greatest number of characters; the same as `.maxLength()`. */
  max(characters: number): FieldBuilder<State>;
  minLength(characters: number): FieldBuilder<State>;
  maxLength(characters: number): FieldBuilder<State>;
  /** Exactly this many characters. */
  length(characters: number): FieldBuilder<State>;
}

interface PatternMethods<State extends FieldState> {
  /** The whole text must match. The pattern runs on AWS too, so only what JavaScript and Java have in common is allowed. */
  pattern(pattern: string | RegExp): FieldBuilder<State>;
}

interface RangeMethods<State extends FieldState> {
  /** Least value, itself included. */
  min(value: number): FieldBuilder<State>;
  /** Greatest value, itself included. */
  max(value: number): FieldBuilder<State>;
}

interface DefaultMethods<State extends FieldState, Value> {
  /** What a new record gets where the field is left out. */
  default(
    value: State["list"] extends true ? readonly State["value"][] : Value,
  ): FieldBuilder<Changed<State, { defaulted: true }>>;
}

/** What a record holds for a field. */
export type ValueOf<State extends FieldState> =
  | (State["list"] extends true ? readonly State["value"][] : State["value"])
  | (State["optional"] extends true ? null : never);
