import type { PutPermissionRequest, RemovePermissionRequest } from "@aws-sdk/client-eventbridge";
import type { Operation } from "../../../kernel/service.ts";
import { WireError } from "../../../kernel/wire-error.ts";
import { validation } from "../errors.ts";
import type { EventBridge } from "../event-bridge.ts";

interface Policy {
  readonly Version: string;
  readonly Statement: readonly { readonly Sid?: string }[];
}

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutPermission.html */
export const putPermission = ({ state, names, context }: EventBridge): Operation<PutPermissionRequest> => ({
  access: ({ EventBusName }) => [
    { action: "events:PutPermission", resource: names.busArn(names.busName(EventBusName)) },
  ],

  handle(input) {
    const bus = names.bus(input.EventBusName);
    const policy = input.Policy ?? JSON.stringify(withStatement(bus.policy, input, names.busArn(bus.name)));
    try {
      JSON.parse(policy);
    } catch {
      throw validation("The policy is not valid JSON.");
    }
    state.buses.put(bus.name, { ...bus, policy, modifiedAt: context.clock.now() });
    return {};
  },
});

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_RemovePermission.html */
export const removePermission = ({
  state,
  names,
  context,
}: EventBridge): Operation<RemovePermissionRequest> => ({
  access: ({ EventBusName }) => [
    { action: "events:RemovePermission", resource: names.busArn(names.busName(EventBusName)) },
  ],

  handle({ EventBusName, StatementId, RemoveAllPermissions }) {
    const bus = names.bus(EventBusName);
    const policy = read(bus.policy);
    const kept = RemoveAllPermissions ? [] : policy.Statement.filter(({ Sid }) => Sid !== StatementId);
    if (!RemoveAllPermissions && kept.length === policy.Statement.length)
      throw new WireError("ResourceNotFoundException", "Statement with the provided id does not exist.");
    const left = kept.length === 0 ? null : JSON.stringify({ ...policy, Statement: kept });
    state.buses.put(bus.name, { ...bus, policy: left, modifiedAt: context.clock.now() });
    return {};
  },
});

function read(text: string | null): Policy {
  if (text === null) return { Version: "2012-10-17", Statement: [] };
  const policy = JSON.parse(text) as Policy;
  return { ...policy, Statement: [policy.Statement].flat() };
}

function withStatement(existing: string | null, input: PutPermissionRequest, Resource: string): Policy {
  const { Action, Principal, StatementId, Condition } = input;
  if (Action === undefined || Principal === undefined || StatementId === undefined)
    throw validation("Action, Principal and StatementId are needed where there is no Policy.");
  const policy = read(existing);
  const statement = {
    Sid: StatementId,
    Effect: "Allow",
    Principal: Principal === "*" ? "*" : { AWS: `arn:aws:iam::${Principal}:root` },
    Action,
    Resource,
    ...(Condition && { Condition: { [Condition.Type ?? ""]: { [Condition.Key ?? ""]: Condition.Value } } }),
  };
  return { ...policy, Statement: [...policy.Statement.filter(({ Sid }) => Sid !== StatementId), statement] };
}
