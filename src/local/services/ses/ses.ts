import type { Access, Caller, ServiceContext } from "../../kernel/service.ts";
import { bareAddress, identitiesFor } from "./addresses.ts";
import { notVerified } from "./errors.ts";
import type { Outbox } from "./outbox.ts";
import type { SesState } from "./state.ts";

/** What every operation needs. */
export interface Ses {
  readonly state: SesState;
  readonly context: ServiceContext;
  readonly outbox: Outbox;
  identityArn(name: string): string;
  /** The access that sending as an address needs; AWS's own services need none. */
  sendAccess(action: string, from: string | undefined, caller: Caller): Access[];
  /** @throws WireError MessageRejected */
  checkSender(from: string, caller: Caller): void;
}

export function openSes(state: SesState, context: ServiceContext, outbox: Outbox): Ses {
  const identityArn = (name: string) => `arn:aws:ses:${context.region}:${context.accountId}:identity/${name}`;
  const known = (from: string) =>
    identitiesFor(from).find((name) => state.identities.get(name) !== undefined);
  return {
    state,
    context,
    outbox,
    identityArn,
    sendAccess(action, from, caller) {
      if (caller.kind === "service") return [];
      const address = bareAddress(from ?? "");
      return [
        {
          action,
          resource: identityArn(known(address) ?? address),
          conditions: { "ses:FromAddress": address },
        },
      ];
    },
    checkSender(from, caller) {
      if (caller.kind !== "service" && known(from) === undefined)
        throw notVerified([bareAddress(from)], context.region);
    },
  };
}
