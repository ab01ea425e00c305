import type { Node } from "oxc-parser";
import { childrenOf } from "./children.ts";

/** A name and what it stands for. */
export interface Binding {
  readonly name: string;
  readonly kind: "import" | "function" | "variable" | "parameter";
  /** Of an import: the module, and the name there; null for the whole module. */
  readonly from: { readonly module: string; readonly name: string | null } | null;
  /** The function it is bound to for good, or null. */
  readonly value: Node | null;
}

/** A place where a name is used. */
export interface Reference {
  readonly name: string;
  readonly node: Node;
  /** Null: declared nowhere, so it must be a global. */
  readonly binding: Binding | null;
  /** Outermost first. */
  readonly parents: readonly Node[];
}

type Scope = { readonly names: Map<string, Binding>; readonly outer: Scope | null };

/** Every use of a name in a module, resolved as JavaScript does: blocks, hoisting, patterns. */
export function referencesOf(program: Node): Reference[] {
  const references: Reference[] = [];
  new Resolver(references).visit(program, { names: new Map(), outer: null }, []);
  return references;
}

class Resolver {
  private readonly references: Reference[];

  constructor(references: Reference[]) {
    this.references = references;
  }

  visit(node: Node, scope: Scope, parents: readonly Node[]): void {
    const below = [...parents, node];
    const into = (child: Node, inner = scope) => this.visit(child, inner, below);
    switch (node.type) {
      case "Identifier":
        this.references.push({ name: node.name, node, binding: lookUp(scope, node.name), parents });
        return;
      case "ImportDeclaration":
      case "BreakStatement":
      case "ContinueStatement":
        return;
      case "LabeledStatement":
        into(node.body);
        return;
      case "ExportNamedDeclaration":
        if (node.declaration) into(node.declaration);
        for (const each of node.specifiers) into(each.local as Node);
        return;
      case "MemberExpression":
        into(node.object);
        if (node.computed) into(node.property as Node);
        return;
      case "Property":
        if (node.computed) into(node.key as Node);
        into(node.value as Node);
        return;
      case "VariableDeclarator":
        this.defaults(node.id as Node, scope, below);
        if (node.init) into(node.init);
        return;
      case "FunctionDeclaration":
      case "FunctionExpression":
      case "ArrowFunctionExpression": {
        const inner: Scope = { names: new Map(), outer: scope };
        const params = node.params as unknown as Node[];
        for (const param of params) declarePattern(param, inner, "parameter");
        for (const param of params) this.defaults(param, inner, below);
        if (node.body) {
          declareVars(node.body, inner);
          into(node.body, inner);
        }
        return;
      }
      case "Program":
      case "BlockStatement":
      case "SwitchStatement":
      case "ForStatement":
      case "ForInStatement":
      case "ForOfStatement":
      case "CatchClause": {
        const inner: Scope = { names: new Map(), outer: scope };
        if (node.type === "Program") declareVars(node, inner);
        declareLexical(node, inner);
        for (const child of childrenOf(node)) into(child, inner);
        return;
      }
      default:
        for (const child of childrenOf(node)) into(child);
    }
  }

  /** The expressions within a declared pattern: default values and computed keys. */
  private defaults(pattern: Node, scope: Scope, parents: readonly Node[]): void {
    const below = [...parents, pattern];
    switch (pattern.type) {
      case "AssignmentPattern":
        this.defaults(pattern.left as Node, scope, below);
        this.visit(pattern.right, scope, below);
        return;
      case "Property":
        if (pattern.computed) this.visit(pattern.key as Node, scope, below);
        this.defaults(pattern.value as Node, scope, below);
        return;
      case "Identifier":
        return;
      default:
        for (const child of childrenOf(pattern)) this.defaults(child, scope, below);
    }
  }
}

function lookUp(scope: Scope | null, name: string): Binding | null {
  for (let at = scope; at !== null; at = at.outer) {
    const found = at.names.get(name);
    if (found !== undefined) return found;
  }
  return null;
}

function declare(scope: Scope, binding: Omit<Binding, "from"> & Partial<Pick<Binding, "from">>): void {
  scope.names.set(binding.name, { from: null, ...binding });
}

function declarePattern(pattern: Node, scope: Scope, kind: Binding["kind"], value: Node | null = null): void {
  if (pattern.type === "Identifier") declare(scope, { name: pattern.name, kind, value });
  else if (pattern.type === "Property") declarePattern(pattern.value as Node, scope, kind);
  else if (pattern.type === "AssignmentPattern") declarePattern(pattern.left as Node, scope, kind);
  else for (const child of childrenOf(pattern)) declarePattern(child, scope, kind);
}

/** What a block declares by itself: let, const, functions, imports, the variable of a loop. */
function declareLexical(block: Node, scope: Scope): void {
  const statements =
    block.type === "SwitchStatement" ? block.cases.flatMap((each) => each.consequent) : childrenOf(block);
  for (const outer of statements as Node[]) {
    const statement =
      outer.type === "ExportNamedDeclaration" && outer.declaration ? outer.declaration : outer;
    if (statement.type === "ImportDeclaration") declareImports(statement, scope);
    if (statement.type === "FunctionDeclaration" && statement.id) {
      declare(scope, { name: statement.id.name, kind: "function", value: statement });
    }
    if (statement.type === "ClassDeclaration" && statement.id) {
      declare(scope, { name: statement.id.name, kind: "variable", value: null });
    }
    if (statement.type === "VariableDeclaration" && statement.kind !== "var")
      declareVariables(statement, scope);
  }
  if (block.type === "CatchClause" && block.param) declarePattern(block.param as Node, scope, "parameter");
}

function declareVariables(
  statement: Extract<Node, { readonly type: "VariableDeclaration" }>,
  scope: Scope,
): void {
  for (const { id, init } of statement.declarations) {
    const value = init?.type === "ArrowFunctionExpression" ? init : null;
    declarePattern(id as Node, scope, value === null ? "variable" : "function", value);
  }
}

/** The `var`s of a function or module, wherever in it they stand. */
function declareVars(node: Node, scope: Scope): void {
  if (node.type === "VariableDeclaration" && node.kind === "var") declareVariables(node, scope);
  if (/Function/.test(node.type)) return;
  for (const child of childrenOf(node)) declareVars(child, scope);
}

function declareImports(node: Extract<Node, { readonly type: "ImportDeclaration" }>, scope: Scope): void {
  for (const specifier of node.specifiers) {
    const imported = specifier.type === "ImportSpecifier" ? (specifier.imported as Node) : null;
    const name = imported?.type === "Identifier" ? imported.name : null;
    declare(scope, {
      name: specifier.local.name,
      kind: "import",
      value: null,
      from: {
        module: node.source.value,
        name: specifier.type === "ImportDefaultSpecifier" ? "default" : name,
      },
    });
  }
}
