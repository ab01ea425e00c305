import type { Json } from "../ir.ts";
import { chainStarter, type Defined } from "./chain.ts";
import type { AnyField, FieldBuilder, FieldState, NewField, ValueOf } from "./field-builder.ts";

const always = ["optional", "list", "describe"];
const length = ["min", "max", "minLength", "maxLength", "length"];

/** The methods each kind of field has. Known kinds and methods are also what suggestions are drawn from. */
export const fieldMethods = {
  text: [...always, ...length, "pattern", "unique", "default"],
  integer: [...always, "min", "max", "unique", "default"],
  decimal: [...always, "min", "max", "unique", "default"],
  money: [...always, "min", "max", "unique", "default"],
  boolean: [...always, "default"],
  date: [...always, "unique", "default"],
  time: [...always, "unique", "default"],
  dateTime: [...always, "unique", "default"],
  email: [...always, ...length, "pattern", "unique", "default"],
  url: [...always, ...length, "pattern", "unique", "default"],
  phone: [...always, ...length, "pattern", "unique", "default"],
  json: [...always, "default"],
  id: [...always, ...length, "unique", "default"],
  file: always,
  oneOf: [...always, "unique", "default"],
  object: always,
} as const;

/** A builder function whose runtime is the same for every kind of field; the types say what each one gives. */
const start = <Make>(name: keyof typeof fieldMethods): Make => chainStarter(name, fieldMethods[name]) as Make;

type Scalar<Kind extends FieldState["kind"], Value> = () => FieldBuilder<NewField<Kind, Value>>;

/** Any text. */
export const text = start<Scalar<"text", string>>("text");
/** A whole number of 32 bits: -2147483648 to 2147483647. */
export const integer = start<Scalar<"integer", number>>("integer");
/** A number with a fraction, as JavaScript has it (64-bit floating point). For amounts of money use `money()`. */
export const decimal = start<Scalar<"decimal", number>>("decimal");
/** An amount in whole minor units (cents), up to 2^53 - 1. */
export const money = start<Scalar<"money", number>>("money");
export const boolean = start<Scalar<"boolean", boolean>>("boolean");
/** A calendar date: `2027-03-31`. */
export const date = start<Scalar<"date", string>>("date");
/** A time of day: `09:30:00`. */
export const time = start<Scalar<"time", string>>("time");
/** A moment: `2027-03-31T09:30:00.000Z`. */
export const dateTime = start<Scalar<"dateTime", string>>("dateTime");
export const email = start<Scalar<"email", string>>("email");
export const url = start<Scalar<"url", string>>("url");
/** A phone number with its country: `+41446681800`. */
export const phone = start<Scalar<"phone", string>>("phone");
/** Anything JSON can say. It can be stored and read, but not searched. */
export const json = start<Scalar<"json", Json>>("json");
/** An identifier from elsewhere, or a generated one: `id().default("generated")`. Every record has an `id` of its own already. */
export const id = start<Scalar<"id", string>>("id");
/** A stored file, uploaded and downloaded through presigned addresses. */
export const file = start<Scalar<"file", StoredFile>>("file");

/** What a record holds for a `file()` field. */
export interface StoredFile {
  readonly key: string;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly contentType: string;
  /** Where to download it, for a few minutes. */
  readonly url: string;
}

/**
 * One of a fixed set of values. Exported from a file of `models/`, it is a shared type named as the export; written inside
 * a model it is named after the model and the field.
 */
export const oneOf =
  start<
    <const Values extends readonly [string, ...string[]]>(
      ...values: Values
    ) => FieldBuilder<NewField<"enum", Values[number]>>
  >("oneOf");

/** The fields of a nested object. */
export type ObjectShape = Readonly<Record<string, AnyField>>;

export type ObjectValue<Shape extends ObjectShape> = {
  readonly [Name in keyof Shape]: Shape[Name] extends Defined<infer State extends FieldState>
    ? ValueOf<State>
    : never;
};

/** A nested object, stored inside the record. Named like `oneOf`. */
export const object =
  start<
    <const Shape extends ObjectShape>(fields: Shape) => FieldBuilder<NewField<"object", ObjectValue<Shape>>>
  >("object");
