import type { BuilderName } from "../print/print-field.ts";
import type { Declaration } from "./find-declarations.ts";
import { unwrapped } from "./source-file.ts";

/** How a file can call the functions that an edit needs. */
export interface BuilderNames {
  readonly name: BuilderName;
  /** What has to be imported from plinth first. */
  readonly toImport: readonly string[];
  /** What cannot be imported, because the file uses the name for something else. */
  readonly taken: readonly string[];
}

/**
 * Finds out how the functions of the language are called in a file: by their own names, renamed, or through a namespace.
 *
 * @param declaration the model that is edited: what its file does for `model` is done for the others
 */
export function builderNames(declaration: Declaration, needed: readonly string[]): BuilderNames {
  const { imports, chain } = declaration;
  const names = new Map<string, string>();
  const toImport: string[] = [];
  const taken: string[] = [];
  const callee = chain === null ? null : unwrapped(chain.root.callee);
  const throughNamespace = callee?.type === "MemberExpression" && imports.namespace !== null;
  for (const builder of new Set(needed)) {
    const local = [...imports.builders].find(([, imported]) => imported === builder)?.[0];
    if (local !== undefined) {
      names.set(builder, local);
    } else if (throughNamespace) {
      names.set(builder, `${imports.namespace}.${builder}`);
    } else if (imports.bound.has(builder)) {
      taken.push(builder);
    } else {
      toImport.push(builder);
    }
  }
  return { name: (builder) => names.get(builder) ?? builder, toImport, taken };
}
