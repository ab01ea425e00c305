import { afterEach } from "vitest";

/**
 * Sets environment variables for the tests of a file, and puts the old ones back after each.
 *
 * @returns sets more of them; undefined takes one away
 */
export function withEnvironment(): (variables: Readonly<Record<string, string | undefined>>) => void {
  const before = { ...process.env };
  afterEach(() => {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
  });
  return (variables) => {
    for (const [name, value] of Object.entries(variables)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  };
}
