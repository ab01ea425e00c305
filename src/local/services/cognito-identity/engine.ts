import type { Caller, ServiceContext } from "../../kernel/service.ts";
import { type CognitoIdentityState, cognitoIdentityState } from "./state.ts";

/** What every operation works with. */
export interface Engine {
  readonly state: CognitoIdentityState;
  readonly context: ServiceContext;
  /** Whom user pools and STS see call. */
  readonly self: Caller;
}

export function engine(context: ServiceContext): Engine {
  return {
    state: cognitoIdentityState(context.store),
    context,
    self: {
      ...context.identities.anonymous,
      kind: "service",
      userId: "cognito-identity.amazonaws.com",
      servicePrincipal: "cognito-identity.amazonaws.com",
    },
  };
}
