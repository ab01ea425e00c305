import type {
  CreateEventBusRequest,
  CreateEventBusResponse,
  DeleteEventBusRequest,
  DescribeEventBusRequest,
  DescribeEventBusResponse,
  EventBus,
  ListEventBusesRequest,
  ListEventBusesResponse,
  UpdateEventBusRequest,
  UpdateEventBusResponse,
} from "@aws-sdk/client-eventbridge";
import type { Operation } from "../../../kernel/service.ts";
import { notSupportedHere } from "../../../kernel/wire-error.ts";
import { busExists, validation } from "../errors.ts";
import type { EventBridge } from "../event-bridge.ts";
import { page } from "../page.ts";
import type { Bus } from "../state.ts";

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_CreateEventBus.html */
export const createEventBus = ({
  state,
  names,
  context,
}: EventBridge): Operation<CreateEventBusRequest, CreateEventBusResponse> => ({
  access: ({ Name = "" }) => [{ action: "events:CreateEventBus", resource: names.busArn(Name) }],

  handle(input) {
    const { Name: name = "", Description, KmsKeyIdentifier, DeadLetterConfig, Tags = [] } = input;
    if (!/^[.\-_A-Za-z0-9]{1,256}$/.test(name)) throw validation(`Parameter Name ${name} is not valid.`);
    if (input.EventSourceName !== undefined) throw notSupportedHere("partner event sources");
    if (name === "default" || state.buses.get(name) !== undefined) throw busExists(name);
    const now = context.clock.now();
    state.buses.put(name, {
      name,
      description: Description ?? null,
      policy: null,
      deadLetterArn: DeadLetterConfig?.Arn ?? null,
      kmsKey: KmsKeyIdentifier ?? null,
      tags: Object.fromEntries(Tags.map(({ Key = "", Value = "" }) => [Key, Value])),
      createdAt: now,
      modifiedAt: now,
    });
    return { EventBusArn: names.busArn(name), Description, KmsKeyIdentifier, DeadLetterConfig };
  },
});

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_UpdateEventBus.html */
export const updateEventBus = ({
  state,
  names,
  context,
}: EventBridge): Operation<UpdateEventBusRequest, UpdateEventBusResponse> => ({
  access: ({ Name }) => [{ action: "events:UpdateEventBus", resource: names.busArn(names.busName(Name)) }],

  handle({ Name, Description, KmsKeyIdentifier, DeadLetterConfig }) {
    const bus: Bus = {
      ...names.bus(Name),
      description: Description ?? null,
      deadLetterArn: DeadLetterConfig?.Arn ?? null,
      kmsKey: KmsKeyIdentifier ?? null,
      modifiedAt: context.clock.now(),
    };
    state.buses.put(bus.name, bus);
    return { Arn: names.busArn(bus.name), Name: bus.name, Description, KmsKeyIdentifier, DeadLetterConfig };
  },
});

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DeleteEventBus.html */
export const deleteEventBus = ({ state, names }: EventBridge): Operation<DeleteEventBusRequest> => ({
  access: ({ Name }) => [{ action: "events:DeleteEventBus", resource: names.busArn(names.busName(Name)) }],

  handle({ Name }) {
    const name = names.busName(Name);
    if (name === "default") throw validation("Cannot delete event bus default.");
    if (state.rules.list({ prefix: `${name}/`, limit: 1 }).length > 0)
      throw validation(`Event bus ${name} can't be deleted since it has rules.`);
    // Deleting what is not there is no error.
    state.buses.delete(name);
    return {};
  },
});

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DescribeEventBus.html */
export const describeEventBus = ({
  names,
}: EventBridge): Operation<DescribeEventBusRequest, DescribeEventBusResponse> => ({
  access: ({ Name }) => [{ action: "events:DescribeEventBus", resource: names.busArn(names.busName(Name)) }],
  handle: ({ Name }) => {
    const bus = names.bus(Name);
    return {
      ...presentBus(bus, names.busArn(bus.name)),
      KmsKeyIdentifier: bus.kmsKey ?? undefined,
      DeadLetterConfig: bus.deadLetterArn === null ? undefined : { Arn: bus.deadLetterArn },
    };
  },
});

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_ListEventBuses.html */
export const listEventBuses = ({
  state,
  names,
}: EventBridge): Operation<ListEventBusesRequest, ListEventBusesResponse> => ({
  access: () => [{ action: "events:ListEventBuses", resource: "*" }],

  handle({ NamePrefix = "", NextToken, Limit }) {
    const own = state.buses.list().map(({ value }) => value);
    const all = own.some(({ name }) => name === "default") ? own : [names.bus("default"), ...own];
    const fitting = all.filter(({ name }) => name.startsWith(NamePrefix));
    const { items, next } = page(fitting, NextToken, Limit);
    return { EventBuses: items.map((bus) => presentBus(bus, names.busArn(bus.name))), NextToken: next };
  },
});

function presentBus(bus: Bus, Arn: string): EventBus {
  return {
    Name: bus.name,
    Arn,
    Description: bus.description ?? undefined,
    Policy: bus.policy ?? undefined,
    CreationTime: new Date(bus.createdAt),
    LastModifiedTime: new Date(bus.modifiedAt),
  };
}
