/** The whole language, as users import it. */
export type { AccessExpression, AccessInput } from "./access.ts";
export { all, any } from "./access.ts";
export type { BudgetConfig, Config, StageConfig } from "./config.ts";
export { defineConfig } from "./config.ts";
export type { AnyField, FieldBuilder } from "./field-builder.ts";
export type { ObjectShape, StoredFile } from "./fields.ts";
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
} from "./fields.ts";
export type {
  FieldFunctionOptions,
  FileUploadOptions,
  FunctionDefinition,
  FunctionOptions,
  HttpOptions,
  ModelChangeOptions,
  ScheduleOptions,
  SignInOptions,
} from "./functions.ts";
export {
  fileUpload,
  http,
  modelChange,
  mutation,
  query,
  schedule,
  signIn,
} from "./functions.ts";
export type { Infer, InferCreate, InferUpdate } from "./infer.ts";
export type { AccessInputs, AnyModel, IndexOptions, ModelBuilder } from "./model.ts";
export { model } from "./model.ts";
export type {
  AnyRelation,
  BelongsToBuilder,
  HasBuilder,
  ManyToManyBuilder,
} from "./relations.ts";
export { belongsTo, hasMany, hasOne, manyToMany } from "./relations.ts";
