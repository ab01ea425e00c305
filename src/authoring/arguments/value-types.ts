import type { ScalarName } from "../../definition/ir.ts";

export const scalarNames: readonly ScalarName[] = [
  "text",
  "integer",
  "decimal",
  "money",
  "boolean",
  "date",
  "time",
  "dateTime",
  "email",
  "url",
  "phone",
  "json",
  "id",
];

export const relationNames = ["belongsTo", "hasMany", "hasOne", "manyToMany"] as const;

/** Every word that may stand after `name:` (besides the name of an exported enum or object). */
export const typeNames: readonly string[] = [...scalarNames, "file", "oneOf", ...relationNames];

/** What people type who come from SQL, Prisma, Rails or TypeScript. */
const otherLanguages: Readonly<Record<string, string>> = {
  string: "text",
  str: "text",
  varchar: "text",
  char: "text",
  int: "integer",
  bigint: "integer",
  float: "decimal",
  double: "decimal",
  number: "decimal",
  numeric: "decimal",
  bool: "boolean",
  datetime: "dateTime",
  timestamp: "dateTime",
  timestamptz: "dateTime",
  uuid: "id",
  ulid: "id",
  enum: "oneOf:first,second",
  object: "the name of an exported object, for instance `address:Address`",
  jsonb: "json",
  uri: "url",
  tel: "phone",
  blob: "file",
  image: "file",
  attachment: "file",
  price: "money",
  references: "belongsTo:Model",
  reference: "belongsTo:Model",
  ref: "belongsTo:Model",
  belongs_to: "belongsTo:Model",
  has_many: "hasMany:Model",
  has_one: "hasOne:Model",
  many_to_many: "manyToMany:Model",
  habtm: "manyToMany:Model",
  array: "text:list",
};

/** The type of this language for a word of another one, or null. */
export function typeOfOtherLanguage(word: string): string | null {
  return Object.hasOwn(otherLanguages, word.toLowerCase())
    ? (otherLanguages[word.toLowerCase()] ?? null)
    : null;
}
