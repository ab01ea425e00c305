import type { Connection } from "../../aws/connection.ts";
import { reachableUrl } from "../../aws/reachable-url.ts";
import { listParameters } from "../../aws/ssm/list-parameters.ts";
import type { StageNames } from "../plan/table-names.ts";

/** What a deployed stage gives to clients and people: addresses and ids, none of them secret. */
export interface StageOutputs {
  readonly app: string;
  readonly stage: string;
  readonly region: string;
  readonly account: string;
  readonly graphqlUrl: string | null;
  readonly realtimeUrl: string | null;
  readonly httpUrl: string | null;
  readonly apiId: string | null;
  readonly userPoolId: string | null;
  readonly userPoolClientId: string | null;
  readonly filesBucket: string | null;
  readonly table: string | null;
}

/** Reads what the stacks of a stage have published; null where nothing is deployed. */
export async function readOutputs(
  connection: Connection,
  { app, stage, account }: StageNames & { readonly account: string },
): Promise<StageOutputs | null> {
  const values = await listParameters(connection, `/${app}/${stage}`);
  const value = (path: string) => values[path] ?? null;
  const url = (path: string) => {
    const noted = value(path);
    return noted === null ? null : reachableUrl(noted, connection.endpoint);
  };
  if (value("user-pool/id") === null && value("api/id") === null) return null;
  return {
    app,
    stage,
    region: connection.region,
    account,
    graphqlUrl: url("api/url"),
    realtimeUrl: url("api/realtime-url"),
    httpUrl: url("http/url"),
    apiId: value("api/id"),
    userPoolId: value("user-pool/id"),
    userPoolClientId: value("user-pool/client-id"),
    filesBucket: value("files/bucket"),
    table: value("table/name"),
  };
}
