import type { ConstDirectiveNode, GraphQLResolveInfo } from "graphql";
import type { ApiCaller } from "./caller.ts";

const directives: Readonly<Record<string, string>> = {
  AMAZON_COGNITO_USER_POOLS: "aws_cognito_user_pools",
  AWS_IAM: "aws_iam",
  API_KEY: "aws_api_key",
  OPENID_CONNECT: "aws_oidc",
  AWS_LAMBDA: "aws_lambda",
};

/**
 * May this caller see the field? A field's own directives decide, then its type's; without any only the default mode is
 * let in. Groups narrow user pools.
 *
 * https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html#using-additional-authorization-modes
 */
export function mayAccess(caller: ApiCaller, defaultMode: string, info: GraphQLResolveInfo): boolean {
  const { name } = info.parentType;
  if (name.startsWith("__") || info.fieldName.startsWith("__")) return true;
  if (
    caller.deniedFields.some(
      (each) =>
        each === `${name}.${info.fieldName}` || each.endsWith(`/types/${name}/fields/${info.fieldName}`),
    )
  )
    return false;
  const own = modes(info.parentType.getFields()[info.fieldName]?.astNode?.directives);
  const allowed = own.length > 0 ? own : modes(info.parentType.astNode?.directives);
  const named = allowed.filter((each) => each.name.value !== "aws_auth");
  const groupsOf = allowed.find((each) => each.name.value === "aws_auth");
  if (groupsOf !== undefined && named.length === 0) return inGroup(caller, groupsOf);
  if (named.length === 0) {
    // A user pool whose default action is DENY lets in only where a directive says so.
    return caller.mode === defaultMode && caller.identity?.["defaultAuthStrategy"] !== "DENY";
  }
  const mine = named.find((each) => each.name.value === directives[caller.mode]);
  return mine !== undefined && inGroup(caller, mine);
}

const modes = (all: readonly ConstDirectiveNode[] = []) =>
  all.filter(({ name }) => /^aws_(auth|cognito_user_pools|iam|api_key|oidc|lambda)$/.test(name.value));

function inGroup(caller: ApiCaller, directive: ConstDirectiveNode): boolean {
  const value = directive.arguments?.find(({ name }) => name.value === "cognito_groups")?.value;
  if (value === undefined) return true;
  const wanted = (value.kind === "ListValue" ? value.values : [value]).map((each) =>
    "value" in each ? each.value : "",
  );
  return wanted.some((group) => caller.groups.includes(String(group)));
}
