import { type ASTNode, BREAK, type DocumentNode, print, visit } from "graphql";

/** Where in a document a node stands: `getThing/name`, and the argument or input field it is the value of. */
export interface QueryPath {
  readonly fields: string;
  readonly argument: string | null;
  readonly value: string;
}

/** How graphql-java names the place of a problem, which is what AppSync's messages end with. */
export function queryPath(document: DocumentNode, node: ASTNode | undefined): QueryPath {
  const fields: string[] = [];
  let argument: string | null = null;
  let found: QueryPath | null = null;
  visit(document, {
    enter(each) {
      if (each.kind === "Field" || each.kind === "FragmentDefinition")
        fields.push((("alias" in each && each.alias) || each.name).value);
      if (each.kind === "Argument") argument = each.name.value;
      if (each.kind === "ObjectField") argument = `${argument}.${each.name.value}`;
      if (each === node) {
        found = { fields: fields.join("/"), argument, value: "value" in each ? javaValue(each) : "" };
        return BREAK;
      }
      return undefined;
    },
    leave(each) {
      if (each.kind === "Field" || each.kind === "FragmentDefinition") fields.pop();
      if (each.kind === "Argument") argument = null;
      if (each.kind === "ObjectField") argument = argument?.slice(0, argument.lastIndexOf(".")) ?? null;
    },
  });
  return found ?? { fields: "", argument: null, value: "" };
}

/** A literal as graphql-java prints it: `StringValue{value='a'}`. */
function javaValue(node: ASTNode): string {
  const value = "value" in node && typeof node.value !== "object" ? String(node.value) : print(node);
  return node.kind === "StringValue" ? `StringValue{value='${value}'}` : `${node.kind}{value=${value}}`;
}
