/** Stands for what `plinth generate` writes into a project, so that the templates can be checked without one. */
declare module "*/backend.gen.ts" {
  export const backend: import("./infra/runtime/constructs/settings.ts").BackendSettings;
}
