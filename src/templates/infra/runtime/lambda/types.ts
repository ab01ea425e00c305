/** What the generated files need, under one name. */
export type { FunctionContext, SignInContext } from "./context.ts";
export type * from "./db/field-types.ts";
export type { ModelMeta } from "./db/model-meta.ts";
export type { HttpRequest } from "./http/http-request.ts";
export type { HttpResponse } from "./http/http-response.ts";
export type { UploadedFile } from "./wrap-file-upload.ts";
export type { ModelChange } from "./wrap-model-change.ts";
export type { Tick } from "./wrap-schedule.ts";
export type { CustomMessageAnswer, NoAnswer, PreSignUpAnswer, SignInEvent } from "./wrap-sign-in.ts";
