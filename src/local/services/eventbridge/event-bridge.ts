import type { Access, ServiceContext } from "../../kernel/service.ts";
import { noSuchBus, noSuchRule } from "./errors.ts";
import type { Router } from "./router.ts";
import type { Bus, EventBridgeState, Rule } from "./state.ts";

/** What every operation needs. */
export interface EventBridge {
  readonly state: EventBridgeState;
  readonly context: ServiceContext;
  readonly names: Names;
  readonly router: Router;
}

/** ARNs, and the way from names and ARNs to what they mean. */
export interface Names {
  busArn(name: string): string;
  ruleArn(bus: string, name: string): string;
  /** Of a name, an ARN, or nothing: the default bus. */
  busName(reference: string | undefined): string;
  /** @throws WireError ResourceNotFoundException */
  bus(reference: string | undefined): Bus;
  /** @throws WireError ResourceNotFoundException */
  rule(reference: string | undefined, name: string | undefined): Rule;
  access(action: string, bus: string | undefined, rule: string | undefined): Access[];
}

export function openNames(state: EventBridgeState, context: ServiceContext): Names {
  const prefix = `arn:aws:events:${context.region}:${context.accountId}`;
  const busName = (reference: string | undefined) =>
    reference === undefined
      ? "default"
      : reference.slice(reference.lastIndexOf("event-bus/") < 0 ? 0 : reference.lastIndexOf("/") + 1);
  const ruleArn = (bus: string, name: string) =>
    `${prefix}:rule/${bus === "default" ? "" : `${bus}/`}${name}`;
  function bus(reference: string | undefined): Bus {
    const name = busName(reference);
    const found = state.buses.get(name);
    if (found !== undefined) return found;
    if (name !== "default") throw noSuchBus(name);
    // Every account has it.
    const common = { description: null, policy: null, deadLetterArn: null, kmsKey: null, tags: {} };
    return { name, ...common, createdAt: 0, modifiedAt: 0 };
  }
  return {
    busArn: (name) => `${prefix}:event-bus/${name}`,
    ruleArn,
    busName,
    bus,
    rule(reference, name = "") {
      const of = bus(reference).name;
      const found = state.rules.get(`${of}/${name}`);
      if (found === undefined) throw noSuchRule(name, of);
      return found;
    },
    access: (action, reference, rule) => [{ action, resource: ruleArn(busName(reference), rule ?? "*") }],
  };
}
