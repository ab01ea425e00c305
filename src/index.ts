/**
 * What the package `plinth` gives to `plinth.config.ts`, `models/*.ts` and `functions/<name>/function.ts`.
 *
 * It only describes: nothing here reads a file, and nothing heavy is imported.
 */
export type { AccessExpression, AccessInput } from "./definition/language/access.ts";
export { all, any } from "./definition/language/access.ts";
export type { BudgetConfig, Config, StageConfig } from "./definition/language/config.ts";
export { defineConfig } from "./definition/language/config.ts";
export type { AnyField, FieldBuilder } from "./definition/language/field-builder.ts";
export type { ObjectShape, StoredFile } from "./definition/language/fields.ts";
export {
  boolean,
  date,
  dateTime,
  decimal,
  email,
  file,
  id,
  integer,
  json,
  money,
  object,
  oneOf,
  phone,
  text,
  time,
  url,
} from "./definition/language/fields.ts";
export type {
  FieldFunctionOptions,
  FileUploadOptions,
  FunctionDefinition,
  FunctionOptions,
  HttpOptions,
  ModelChangeOptions,
  ScheduleOptions,
  SignInOptions,
} from "./definition/language/functions.ts";
export {
  fileUpload,
  http,
  modelChange,
  mutation,
  query,
  schedule,
  signIn,
} from "./definition/language/functions.ts";
export type { Infer, InferCreate, InferUpdate } from "./definition/language/infer.ts";
export type { AccessInputs, AnyModel, IndexOptions, ModelBuilder } from "./definition/language/model.ts";
export { model } from "./definition/language/model.ts";
export type {
  AnyRelation,
  BelongsToBuilder,
  HasBuilder,
  ManyToManyBuilder,
} from "./definition/language/relations.ts";
export { belongsTo, hasMany, hasOne, manyToMany } from "./definition/language/relations.ts";
