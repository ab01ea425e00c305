import type { Node } from "oxc-parser";
import { modules } from "./modules.ts";
import type { Binding, Reference } from "./scopes.ts";
import { supported } from "./supported.ts";
import type { Report } from "./violation.ts";

const functions: Readonly<Record<string, readonly string[]>> = supported.functions;
const constants: readonly string[] = ["NaN", "Infinity", "undefined"];

/** Reports imports of anything but AppSync's modules. */
export function checkImports(program: Node, report: Report): void {
  if (program.type !== "Program") return;
  for (const node of program.body) {
    if (node.type !== "ImportDeclaration") continue;
    const exported = modules[node.source.value];
    if (exported === undefined) {
      report(
        "module",
        node,
        `${node.source.value} cannot be imported: only ${Object.keys(modules).join(" and ")}`,
      );
      continue;
    }
    for (const specifier of node.specifiers) {
      if (specifier.type === "ImportNamespaceSpecifier") continue;
      const name = importedName(specifier);
      if (![...exported].some((path) => path === name || path.startsWith(`${name}.`))) {
        report("module", specifier, `${node.source.value} has no ${name}`);
      }
    }
  }
}

function importedName(specifier: Node): string {
  if (specifier.type !== "ImportSpecifier") return "default";
  return specifier.imported.type === "Identifier" ? specifier.imported.name : specifier.imported.value;
}

/** Reports names that are declared nowhere, and members that AppSync's modules and the built-in objects do not have. */
export function checkNames(references: readonly Reference[], report: Report): void {
  for (const reference of references) {
    const { name, binding, node } = reference;
    if (binding !== null && binding.from === null && pathAfter(reference).tagged)
      report("expression", node, `${name} cannot be a tag: only String.raw and sql`);
    const origin = binding === null ? globalOrigin(name) : binding.from;
    if (origin !== null) checkMember(reference, origin, report);
    else if (binding === null && !constants.includes(name)) checkGlobal(reference, report);
  }
}

/** `util`, `extensions` and `runtime` are also there without import. */
function globalOrigin(name: string): Binding["from"] {
  return /^(util|extensions|runtime)$/.test(name) ? { module: "@aws-appsync/utils", name } : null;
}

/** The names after a reference: `["time", "now"]` for `util` in `util.time.now()`, and whether it ends in a call, or is a tag. */
function pathAfter({ node, parents }: Reference): {
  readonly path: readonly string[];
  readonly called: boolean;
  readonly tagged: boolean;
} {
  const path: string[] = [];
  let at = node;
  for (const parent of parents.toReversed()) {
    if (parent.type === "ChainExpression") continue;
    if (parent.type === "MemberExpression" && parent.object === at && !parent.computed) {
      path.push((parent.property as { readonly name: string }).name);
      at = parent;
      continue;
    }
    const tagged = parent.type === "TaggedTemplateExpression" && parent.tag === at;
    return { path, called: tagged || (parent.type === "CallExpression" && parent.callee === at), tagged };
  }
  return { path, called: false, tagged: false };
}

function checkMember(reference: Reference, origin: NonNullable<Binding["from"]>, report: Report): void {
  const exported = modules[origin.module];
  if (exported === undefined) return;
  const { path, called } = pathAfter(reference);
  const full = origin.name === null ? path : [origin.name, ...path];
  const text = [reference.name, ...path].join(".");
  if (!exported.has(full.join(".")))
    report("global", reference.node, `${text} is not a function of ${origin.module}`);
  else if (!called) report("function-value", reference.node, `${text} can only be called`);
}

function checkGlobal(reference: Reference, report: Report): void {
  const { name, node } = reference;
  const allowed = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (allowed === undefined) {
    report("global", node, `${name} is not there`);
    return;
  }
  const { path, called } = pathAfter(reference);
  const [member] = path;
  if (path.length === 1 && called && member !== undefined && allowed.includes(member)) return;
  report(
    "global",
    node,
    `${[name, ...path].join(".")} is not there: of ${name} only ${allowed.join(", ")} can be called`,
  );
}
