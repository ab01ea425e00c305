import { type ConstDirectiveNode, Kind } from "graphql";
import { nameNode } from "./types.ts";

const plain = (name: string): ConstDirectiveNode => ({
  kind: Kind.DIRECTIVE,
  name: nameNode(name),
  arguments: [],
});

/** Callers with IAM credentials: functions and operators. */
export const system: readonly ConstDirectiveNode[] = [plain("aws_iam")];

/** Signed-in users and the system: on every type and field, because AppSync lets only its default mode in otherwise. */
export const everybody: readonly ConstDirectiveNode[] = [plain("aws_cognito_user_pools"), ...system];

/** `@aws_subscribe(mutations: [...])` */
export function subscribeTo(mutations: readonly string[]): ConstDirectiveNode {
  return {
    ...plain("aws_subscribe"),
    arguments: [
      {
        kind: Kind.ARGUMENT,
        name: nameNode("mutations"),
        value: { kind: Kind.LIST, values: mutations.map((value) => ({ kind: Kind.STRING, value })) },
      },
    ],
  };
}
