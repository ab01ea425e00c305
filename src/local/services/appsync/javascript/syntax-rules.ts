import type { Node } from "oxc-parser";
import { walk } from "./children.ts";
import type { Report, Rule } from "./violation.ts";

type Finding = readonly [Rule, string];

/** Kinds of nodes that are never allowed, by AWS's developer guide and linter. */
const forbidden: Readonly<Record<string, Finding>> = {
  ThrowStatement: ["statement", "throw is not supported: use util.error"],
  TryStatement: ["statement", "try is not supported"],
  WhileStatement: ["statement", "while is not supported: use for...of"],
  DoWhileStatement: ["statement", "do is not supported: use for...of"],
  ForStatement: ["statement", "for (;;) is not supported: use for...of"],
  ContinueStatement: ["statement", "continue is not supported"],
  LabeledStatement: ["statement", "labels are not supported"],
  WithStatement: ["statement", "with is not supported"],
  DebuggerStatement: ["statement", "debugger is not supported"],
  ClassDeclaration: ["statement", "classes are not supported"],
  ClassExpression: ["expression", "classes are not supported"],
  NewExpression: ["expression", "new is not supported"],
  ThisExpression: ["expression", "this is not supported"],
  Super: ["expression", "super is not supported"],
  AwaitExpression: ["expression", "await is not supported"],
  YieldExpression: ["expression", "generators are not supported"],
  UpdateExpression: ["operator", "++ and -- are not supported: use += 1"],
  FunctionExpression: ["expression", "function expressions are not supported: use an arrow function"],
  ImportExpression: ["module", "import() is not supported"],
  MetaProperty: ["expression", "import.meta and new.target are not supported"],
  ExportDefaultDeclaration: ["module", "a default export is not supported: export request and response"],
  ExportAllDeclaration: ["module", "export * is not supported"],
  PrivateIdentifier: ["expression", "private names are not supported"],
};

const binaryOperators = new Set(["in", "instanceof", "**"]);

/** Reports syntax that the runtime does not have. */
export function checkSyntax(program: Node, report: Report): void {
  walk(program, (node) => {
    const finding = forbidden[node.type] ?? detail(node);
    if (finding !== null) report(finding[0], node, finding[1]);
  });
}

function detail(node: Node): Finding | null {
  switch (node.type) {
    case "FunctionDeclaration":
    case "ArrowFunctionExpression":
      if (node.async) return ["expression", "async functions are not supported"];
      return node.generator ? ["expression", "generators are not supported"] : null;
    case "ForOfStatement":
      return node.await ? ["statement", "for await is not supported"] : null;
    case "TaggedTemplateExpression":
      return /^(?:Identifier|MemberExpression)$/.test(node.tag.type)
        ? null
        : ["expression", "only String.raw and sql can be tags"];
    case "UnaryExpression":
      return node.operator === "~" ? ["operator", "~ is not supported"] : null;
    case "BinaryExpression":
      return binaryOperators.has(node.operator) ? ["operator", `${node.operator} is not supported`] : null;
    case "AssignmentExpression":
      return /^(\*\*|&&|\|\||\?\?)=$/.test(node.operator)
        ? ["operator", `${node.operator} is not supported`]
        : null;
    case "Property":
      return node.kind === "init" ? null : ["expression", "getters and setters are not supported"];
    case "Literal":
      return literal(node);
    default:
      return null;
  }
}

function literal(node: Extract<Node, { readonly type: "Literal" }>): Finding | null {
  if ("regex" in node && node.regex)
    return ["expression", "regular expressions are not supported: use util.matches"];
  return "bigint" in node && node.bigint ? ["expression", "big integers are not supported"] : null;
}
