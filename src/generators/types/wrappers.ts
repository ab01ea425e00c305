import type { Trigger } from "../../definition/ir.ts";

/** The function of `runtime/lambda/` that makes a Lambda of a handler, and its file. */
export const wrappers: Readonly<Record<Trigger["kind"], { readonly name: string; readonly file: string }>> = {
  query: { name: "wrapQuery", file: "wrap-query" },
  mutation: { name: "wrapMutation", file: "wrap-mutation" },
  http: { name: "wrapHttp", file: "wrap-http" },
  schedule: { name: "wrapSchedule", file: "wrap-schedule" },
  modelChange: { name: "wrapModelChange", file: "wrap-model-change" },
  fileUpload: { name: "wrapFileUpload", file: "wrap-file-upload" },
  signIn: { name: "wrapSignIn", file: "wrap-sign-in" },
};
