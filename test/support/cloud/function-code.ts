import { zipSync } from "fflate";

/** A zip file with the given files, by name. */
export function zip(files: Readonly<Record<string, string>>): Uint8Array {
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, Buffer.from(text)])));
}

/** A zip file with one ES module called index. */
export function module(source: string): Uint8Array {
  return zip({ "index.mjs": source });
}

export function policy(...statements: readonly object[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

export function allow(
  actions: string | readonly string[],
  resources: string | readonly string[] = "*",
): object {
  return { Effect: "Allow", Action: actions, Resource: resources };
}

/** A trust policy for one AWS service. */
export function trustService(service: string): string {
  return policy({ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" });
}
