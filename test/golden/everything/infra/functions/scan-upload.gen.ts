import { handler as handle } from "../../functions/scan-upload/handler.ts";
import type * as runtime from "../runtime/lambda/types.ts";
import { wrapFileUpload } from "../runtime/lambda/wrap-file-upload.ts";
import type * as types from "../types.gen.ts";
import { models } from "../types.gen.ts";

export type Input = runtime.UploadedFile;

export type Output = void;

export type Context = runtime.FunctionContext<types.Models>;

export type Handler = (input: Input, context: Context) => Output | Promise<Output>;

/** What Lambda invokes. */
export const handler = wrapFileUpload(
  {
    name: "scan-upload",
    models,
    prefix: "invoices/",
  },
  handle satisfies Handler,
);
