import MagicString from "magic-string";
import { type Program, parseSync, Visitor } from "oxc-parser";
import { placeOf } from "../javascript/violation.ts";

/**
 * Rewrites one bundled ES module into a script that `node:vm` runs without flags: imports read from `__modules`, exports
 * are written to `__exports`, each turn of a loop calls `__turn` so that AppSync's loop limit can be held, and
 * `console` becomes `__log`, which is told the place.
 */
export function moduleToScript(code: string): string {
  const { program, errors } = parseSync("function.js", code, { sourceType: "module" });
  if (errors[0] !== undefined) throw new SyntaxError(errors[0].message);
  const out = new MagicString(code);
  rewriteModule(program, out);
  countTurns(program, out);
  placeLogs(code, program, out);
  return `"use strict";\n${out.toString()}`;
}

function rewriteModule(program: Program, out: MagicString): void {
  for (const node of program.body) {
    if (node.type === "ImportDeclaration") {
      const from = `__modules[${JSON.stringify(node.source.value)}]`;
      const lines = node.specifiers.map((each) => {
        if (each.type !== "ImportSpecifier") return `const ${each.local.name} = ${from};`;
        const name = each.imported.type === "Identifier" ? each.imported.name : each.imported.value;
        return `const ${each.local.name} = ${from}[${JSON.stringify(name)}];`;
      });
      out.overwrite(node.start, node.end, lines.join(" ") || ";");
    }
    if (node.type !== "ExportNamedDeclaration") continue;
    if (node.declaration?.type === "FunctionDeclaration" && node.declaration.id) {
      const { name } = node.declaration.id;
      out.remove(node.start, node.declaration.start);
      out.appendLeft(node.end, `\n__exports[${JSON.stringify(name)}] = ${name};`);
    } else if (node.declaration?.type === "VariableDeclaration") {
      const names = node.declaration.declarations.map(({ id }) => ("name" in id ? id.name : ""));
      out.remove(node.start, node.declaration.start);
      const lines = names.map((name) => `\n__exports[${JSON.stringify(name)}] = ${name};`);
      out.appendLeft(node.end, lines.join(""));
    } else {
      const lines = node.specifiers.map((each) => {
        const [local, exported] = [each.local, each.exported].map((id) =>
          "name" in id ? id.name : id.value,
        );
        return `__exports[${JSON.stringify(exported)}] = ${local};`;
      });
      out.overwrite(node.start, node.end, lines.join(" ") || ";");
    }
  }
}

function countTurns(program: Program, out: MagicString): void {
  const count = (loop: { readonly body: { readonly start: number; readonly end: number } }) => {
    out.appendLeft(loop.body.start, "{ __turn(); ");
    out.prependRight(loop.body.end, " }");
  };
  new Visitor({ ForOfStatement: count, ForInStatement: count }).visit(program);
}

/** `console.log(...)` knows where it stands: AppSync writes the place before the line. */
function placeLogs(code: string, program: Program, out: MagicString): void {
  new Visitor({
    CallExpression({ callee }) {
      if (callee.type !== "MemberExpression" || callee.computed || callee.object.type !== "Identifier")
        return;
      if (callee.object.name !== "console") return;
      const { line, column } = placeOf(code, callee.start);
      const level = callee.property.name === "error" ? "ERROR" : "INFO";
      out.overwrite(callee.start, callee.end, `__log(${JSON.stringify(level)}, "code.js:${line}:${column}")`);
    },
  }).visit(program);
}
