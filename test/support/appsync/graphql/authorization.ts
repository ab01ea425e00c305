import type { ConstDirectiveNode, GraphQLResolveInfo } from "graphql";
import type { Caller } from "./caller.ts";

const directiveOf = { cognito: "aws_cognito_user_pools", iam: "aws_iam" } as const;

/**
 * May this kind of caller see the field? A field's own directives decide, then its type's; without any only the default
 * mode, user pools, is let in.
 */
export function mayAccess(caller: Caller, info: GraphQLResolveInfo): boolean {
  const field = info.parentType.getFields()[info.fieldName];
  const own = modes(field?.astNode?.directives);
  const allowed = own.length > 0 ? own : modes(info.parentType.astNode?.directives);
  return allowed.length > 0 ? allowed.includes(directiveOf[caller.mode]) : caller.mode === "cognito";
}

const modes = (directives: readonly ConstDirectiveNode[] = []): string[] =>
  directives
    .map((each) => each.name.value)
    .filter((name) => /^aws_(cognito_user_pools|iam|api_key|oidc|lambda)$/.test(name));
