import { GetParametersCommand, SSMClient } from "@aws-sdk/client-ssm";
import { environmentVariable } from "./environment.ts";

/** Reads the function's secrets: the first time from SSM, later from memory. */
export interface SecretReader {
  /** @throws where a secret is not set in this stage */
  read(): Promise<Readonly<Record<string, string>>>;
  /** The values read so far, for the logger to leave out. */
  known(): Iterable<string>;
}

/** How many names `GetParameters` takes. */
const mostNames = 10;

/**
 * The secrets of one function, SecureStrings below `/<app>/<stage>/secrets/`. One call reads ten of them, once for each
 * execution environment: a secret that changed is seen by new environments, so deploy to make all of them see it.
 *
 * @param names UPPER_SNAKE_CASE
 * @param client left out: one for the function's region
 */
export function ssmSecrets(names: readonly string[], client: SSMClient = new SSMClient()): SecretReader {
  let values: Promise<Readonly<Record<string, string>>> | undefined;
  let known: readonly string[] = [];
  return {
    read() {
      values ??= fetchSecrets(client, names).then(
        (secrets) => {
          known = Object.values(secrets);
          return secrets;
        },
        (error: unknown) => {
          // The next invocation tries again.
          values = undefined;
          throw error;
        },
      );
      return values;
    },
    known: () => known,
  };
}

async function fetchSecrets(client: SSMClient, names: readonly string[]): Promise<Record<string, string>> {
  const folder = `/${environmentVariable("PLINTH_APP")}/${environmentVariable("PLINTH_STAGE")}/secrets/`;
  const pages = Array.from({ length: Math.ceil(names.length / mostNames) }, (_, page) =>
    names.slice(page * mostNames, (page + 1) * mostNames),
  );
  const answers = await Promise.all(
    pages.map((page) =>
      client.send(
        new GetParametersCommand({ Names: page.map((name) => `${folder}${name}`), WithDecryption: true }),
      ),
    ),
  );
  const found = answers
    .flatMap((answer) => answer.Parameters ?? [])
    .map(({ Name = "", Value = "" }) => [Name.slice(folder.length), Value] as const);
  const secrets = Object.fromEntries(found);
  const missing = names.filter((name) => secrets[name] === undefined);
  if (missing.length > 0) throw new Error(`These secrets are not set in this stage: ${missing.join(", ")}.`);
  return secrets;
}
