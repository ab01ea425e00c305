declare module "js-yaml" {
  export interface TypeOptions {
    readonly kind: "scalar" | "sequence" | "mapping";
    readonly construct: (data: unknown) => unknown;
  }
  export class Type {
    constructor(tag: string, options: TypeOptions);
  }
  export class Schema {
    extend(types: readonly Type[]): Schema;
  }
  export const CORE_SCHEMA: Schema;
  export function load(text: string, options: { readonly schema: Schema }): unknown;
}
