import type { DevEvent } from "../../../../src/operations/dev.ts";

export const outputs = {
  app: "acme",
  stage: "local",
  region: "eu-west-1",
  account: "000000000000",
  graphqlUrl: "http://localhost:4510/graphql/abc",
  realtimeUrl: "ws://localhost:4510/graphql/abc/realtime",
  httpUrl: null,
  apiId: "abc",
  userPoolId: "pool",
  userPoolClientId: "client",
  filesBucket: "files",
  table: "table",
};

const at = new Date(2026, 10, 22, 12, 3, 4).getTime();

export const files = (modified: readonly string[]) => ({ created: [], modified, deleted: [] });

export const live = (more: Partial<Extract<DevEvent, { kind: "live" }>> = {}): DevEvent => ({
  kind: "live",
  at,
  files: files(["models/invoice.ts"]),
  changes: [],
  milliseconds: 412,
  outputs,
  first: false,
  repaired: false,
  ...more,
});

export const failed = (more: Partial<Extract<DevEvent, { kind: "failed" }>> = {}): DevEvent => ({
  kind: "failed",
  at,
  files: files(["models/invoice.ts"]),
  error: new Error("Broken"),
  milliseconds: 20,
  served: true,
  accept: [],
  ...more,
});

export const request = (name: string, status = 200): DevEvent => ({
  kind: "request",
  at,
  request: { kind: "graphql", name, status, milliseconds: 7.6 },
});
