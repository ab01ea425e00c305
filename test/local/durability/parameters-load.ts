import { GetParameterCommand, PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { expect } from "vitest";
import { type Load, untilKilled } from "./load.ts";

/** Parameters whose value counts up: it is always their version, too. */
export function parametersLoad(writers: number): Load {
  const acknowledged = new Map<string, number>();
  return {
    async run(settings) {
      const client = new SSMClient(settings);
      await Promise.all(
        Array.from({ length: writers }, (_, writer) =>
          untilKilled(async () => {
            const Name = `/durable/${writer}`;
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
      for (const [name, value] of acknowledged) {
        const { Parameter } = await client.send(new GetParameterCommand({ Name: name }));
        // A write that was under way when the process was killed may have happened or not.
        expect([value, value + 1]).toContain(Number(Parameter?.Value));
        expect(Parameter?.Version).toBe(Number(Parameter?.Value));
        acknowledged.set(name, Number(Parameter?.Value));
      }
      client.destroy();
    },

    acknowledged: () => [...acknowledged.values()].reduce((sum, value) => sum + value, 0),
  };
}
