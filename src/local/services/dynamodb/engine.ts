import type { ServiceContext } from "../../kernel/service.ts";
import { type Expressions, expressions } from "./expressions/expressions.ts";
import { type DynamoState, dynamoState } from "./state.ts";

/** What every operation works with. */
export interface Engine {
  readonly state: DynamoState;
  readonly expressions: Expressions;
  readonly context: ServiceContext;
}

export function engine(context: ServiceContext): Engine {
  return { state: dynamoState(context.store, context.clock), expressions: expressions(), context };
}
