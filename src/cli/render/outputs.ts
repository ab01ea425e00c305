import type { StageOutputs } from "../../operations/deploy.ts";
import type { Style } from "../style.ts";

/** Addresses and ids, one a line, as people read them. */
export function renderOutputRows(outputs: StageOutputs, style: Style): readonly string[] {
  const rows: readonly (readonly [string, string | null])[] = [
    ["GraphQL", outputs.graphqlUrl],
    ["Live updates", outputs.realtimeUrl],
    ["HTTP", outputs.httpUrl],
    ["User pool", outputs.userPoolId],
    ["App client", outputs.userPoolClientId],
    ["Table", outputs.table],
    ["Files", outputs.filesBucket],
  ];
  return rows.flatMap(([name, value]) =>
    value === null ? [] : [`  ${name.padEnd(13)} ${style.cyan(value)}`],
  );
}

/** What `plinth outputs` prints. */
export function renderOutputs(outputs: StageOutputs, style: Style): string {
  const { app, stage, account, region } = outputs;
  const head = `${style.bold(`${app}-${stage}`)} ${style.dim(`(account ${account}, ${region})`)}`;
  return `${[head, ...renderOutputRows(outputs, style)].join("\n")}\n`;
}

/** As a `.env` file has it: `PLINTH_GRAPHQL_URL=https://...`. Values are addresses and ids, and need no quotes. */
export function renderOutputsAsEnv(outputs: StageOutputs): string {
  const lines = Object.entries(outputs).flatMap(([name, value]) =>
    value === null ? [] : [`PLINTH_${name.replace(/[A-Z]/g, "_$&").toUpperCase()}=${value}`],
  );
  return `${lines.join("\n")}\n`;
}
