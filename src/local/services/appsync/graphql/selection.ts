import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLResolveInfo,
  print,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";
import type { FieldInfo } from "../runtime/context.ts";
import { isMap, type Plain } from "../runtime/plain.ts";
import { AppSyncError } from "../runtime/signals.ts";

type Selected = Pick<FieldInfo, "selectionSetList" | "selectionSetGraphQL">;

/** Documents are read once and run often: what a field selects is told once, too. */
const selections = new WeakMap<FieldNode, Selected>();

/** `ctx.info` of a field. */
export function fieldInfo(info: GraphQLResolveInfo): FieldInfo {
  return {
    fieldName: info.fieldName,
    parentTypeName: info.parentType.name,
    variables: info.variableValues.coerced,
    ...selected(info),
  };
}

function selected(info: GraphQLResolveInfo): Selected {
  const [first] = info.fieldNodes;
  const known = first && info.fieldNodes.length === 1 ? selections.get(first) : undefined;
  if (known !== undefined) return known;
  const sets = setsOf(info);
  const fresh = {
    selectionSetList: [...new Set(sets.flatMap((set) => pathsOf(set, info, "")))],
    selectionSetGraphQL: sets.map((set) => print(set)).join("\n"),
  };
  if (first && info.fieldNodes.length === 1) selections.set(first, fresh);
  return fresh;
}

const setsOf = ({ fieldNodes }: GraphQLResolveInfo): SelectionSetNode[] =>
  fieldNodes.flatMap(({ selectionSet }) => (selectionSet === undefined ? [] : [selectionSet]));

function pathsOf(set: SelectionSetNode, info: GraphQLResolveInfo, parent: string): string[] {
  return fieldsOf(set.selections, info).flatMap(({ name, alias, selectionSet }) => {
    const path = parent + (alias ?? name).value;
    return [path, ...(selectionSet === undefined ? [] : pathsOf(selectionSet, info, `${path}/`))];
  });
}

/** The fields of a selection, through its fragments. */
function fieldsOf(nodes: readonly SelectionNode[], info: GraphQLResolveInfo): FieldNode[] {
  return nodes.flatMap((node) => {
    if (node.kind === "Field") return [node];
    if (node.kind === "InlineFragment") return fieldsOf(node.selectionSet.selections, info);
    const fragment = info.fragments[node.name.value] as FragmentDefinitionNode | undefined;
    return fragment === undefined ? [] : fieldsOf(fragment.selectionSet.selections, info);
  });
}

/** An error whose `data` shows only what the field selects: nobody gets by an error what they did not ask for. */
export function selectedData(error: AppSyncError, info: GraphQLResolveInfo): AppSyncError {
  const sets = setsOf(info);
  if (error.data === null || sets.length === 0) return error;
  const nodes = sets.flatMap((set) => set.selections);
  return new AppSyncError(error.message, error.errorType, pick(error.data, nodes, info), error.errorInfo);
}

function pick(value: unknown, nodes: readonly SelectionNode[], info: GraphQLResolveInfo): unknown {
  if (Array.isArray(value)) return value.map((each) => pick(each, nodes, info));
  if (!isMap(value)) return value;
  const picked: Plain = {};
  for (const { name, alias, selectionSet } of fieldsOf(nodes, info)) {
    if (!(name.value in value)) continue;
    const member = value[name.value];
    picked[(alias ?? name).value] =
      selectionSet === undefined ? member : pick(member, selectionSet.selections, info);
  }
  return picked;
}
