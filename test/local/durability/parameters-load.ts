import { GetParametersCommand, PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { expect } from "vitest";
import { type Load, untilKilled } from "./load.ts";

/** Parameters whose value counts up: it is always their version, too. */
export function parametersLoad(writers: number): Load {
  const names = Array.from({ length: writers }, (_, writer) => `/durable/${writer}`);
  const acknowledged = new Map(names.map((name) => [name, 0]));
  return {
    async run(settings) {
      const client = new SSMClient(settings);
      await Promise.all(
        names.map((Name) =>
          untilKilled(async () => {
            const value = (acknowledged.get(Name) ?? 0) + 1;
            await client.send(
              new PutParameterCommand({ Name, Value: String(value), Type: "String", Overwrite: true }),
            );
            acknowledged.set(Name, value);
          }),
        ),
      );
      client.destroy();
    },

    async check(settings) {
      const client = new SSMClient(settings);
      const { Parameters = [] } = await client.send(new GetParametersCommand({ Names: names }));
      for (const [name, value] of acknowledged) {
        // One that is not there yet counts as 0.
        const found = Parameters.find(({ Name }) => Name === name) ?? { Value: "0", Version: 0 };
        // A write that was under way when the process was killed may have happened or not, the first one too.
        expect([value, value + 1]).toContain(Number(found.Value));
        expect(found.Version).toBe(Number(found.Value));
        acknowledged.set(name, Number(found.Value));
      }
      client.destroy();
    },

    acknowledged: () => [...acknowledged.values()].reduce((sum, value) => sum + value, 0),
  };
}
