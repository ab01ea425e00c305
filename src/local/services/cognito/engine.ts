import type { ServiceContext } from "../../kernel/service.ts";
import { type CognitoState, cognitoState } from "./state.ts";
import { type Jwt, jwt } from "./tokens/jwt.ts";

/** What every operation works with. */
export interface Engine {
  readonly state: CognitoState;
  readonly context: ServiceContext;
  readonly jwt: Jwt;
}

export function engine(context: ServiceContext): Engine {
  return { state: cognitoState(context.store), context, jwt: jwt() };
}
