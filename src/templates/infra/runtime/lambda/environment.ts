/**
 * An environment variable that the stack always sets.
 *
 * @throws where it is missing: the stack and the code do not belong together
 */
export function environmentVariable(name: string): string {
  const value = optionalVariable(name);
  if (value === undefined) throw new Error(`The environment variable ${name} is not set.`);
  return value;
}

/** @returns the environment variable, or undefined where it is missing or empty */
export function optionalVariable(name: string): string | undefined {
  const value = process.env[name];
  return value === "" ? undefined : value;
}
