import { afterAll, beforeAll } from "vitest";
import { type Cloud, startCloud } from "../../../src/local/cloud.ts";

/** How an official SDK client is pointed at what is under test. */
export interface ClientSettings {
  readonly region: string;
  readonly endpoint?: string;
  readonly credentials?: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
  readonly maxAttempts: number;
}

/**
 * The cloud that a conformance suite runs against: a fresh local one, or any other endpoint by
 * `CONFORMANCE_ENDPOINT=http://localhost:5000` (with credentials in the environment), or AWS itself by
 * `CONFORMANCE_ENDPOINT=aws`.
 */
export function target(): { readonly settings: ClientSettings; readonly local: () => Cloud | null } {
  const region = process.env["AWS_REGION"] ?? "eu-west-1";
  const elsewhere = process.env["CONFORMANCE_ENDPOINT"];
  const settings: { -readonly [K in keyof ClientSettings]: ClientSettings[K] } = { region, maxAttempts: 1 };
  let cloud: Cloud | null = null;
  beforeAll(async () => {
    if (elsewhere !== undefined) {
      if (elsewhere !== "aws") settings.endpoint = elsewhere;
      return;
    }
    cloud = await startCloud({ port: 0, stateFolder: null, region, log: (line) => console.error(line) });
    settings.endpoint = cloud.endpoint;
    settings.credentials = cloud.credentials;
  });
  afterAll(() => cloud?.close());
  return { settings, local: () => cloud };
}
