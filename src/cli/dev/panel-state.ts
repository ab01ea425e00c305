import type { DevEvent } from "../../operations/dev.ts";

/** What the panel of `plinth dev` shows at a moment. */
export interface PanelState {
  readonly app: string | null;
  readonly endpoint: string | null;
  readonly outputs: Outputs | null;
  readonly status: PanelStatus;
  readonly users: Extract<DevEvent, { kind: "users" }> | null;
  /** The latest first. */
  readonly requests: readonly Extract<DevEvent, { kind: "request" }>[];
  /** The cloud is another process's, whose requests are not known here. */
  readonly foreignCloud: boolean;
}

type Outputs = Extract<DevEvent, { kind: "live" }>["outputs"];

export type PanelStatus =
  | { readonly kind: "working"; readonly what: string }
  | { readonly kind: "live"; readonly at: number }
  /** @property served something was deployed before, and goes on */
  | { readonly kind: "broken"; readonly served: boolean; readonly accept: readonly string[] };

export const shownRequests = 5;

export const emptyPanel: PanelState = {
  app: null,
  endpoint: null,
  outputs: null,
  status: { kind: "working", what: "Starting" },
  users: null,
  requests: [],
  foreignCloud: false,
};

/** The panel after an event. The same object where nothing on it changes. */
export function panelAfter(state: PanelState, event: DevEvent): PanelState {
  switch (event.kind) {
    case "cloud":
      return { ...state, endpoint: event.endpoint, foreignCloud: !event.here };
    case "working":
      return {
        ...state,
        status: { kind: "working", what: state.outputs === null ? "Starting" : "Updating" },
      };
    case "live":
      return {
        ...state,
        app: event.outputs.app,
        outputs: event.outputs,
        status: { kind: "live", at: event.at },
      };
    case "unchanged":
      return { ...state, status: { kind: "live", at: event.at } };
    case "failed":
      return { ...state, status: { kind: "broken", served: event.served, accept: event.accept } };
    case "users":
      return { ...state, users: event };
    case "request":
      return { ...state, requests: [event, ...state.requests].slice(0, shownRequests) };
    default:
      return state;
  }
}
