/**
 * An application on the unmodified `aws-amplify`, in a process of its own: `node app.ts <settings.json>`. Asks and subscribes
 * in every mode, over `wss`. Prints what came of each step as one line of JSON.
 */
import { readFileSync } from "node:fs";
import { Amplify } from "aws-amplify";
import { CONNECTION_STATE_CHANGE, generateClient } from "aws-amplify/api";
import { signIn, signOut } from "aws-amplify/auth";
import { cognitoUserPoolsTokenProvider } from "aws-amplify/auth/cognito";
import { Hub } from "aws-amplify/utils";

interface Settings {
  readonly endpoint: string;
  readonly url: string;
  readonly region: string;
  readonly apiKey: string;
  readonly userPoolId: string;
  readonly userPoolClientId: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly password: string;
}

const settings = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8")) as Settings;
const Auth = {
  Cognito: {
    userPoolId: settings.userPoolId,
    userPoolClientId: settings.userPoolClientId,
    userPoolEndpoint: settings.endpoint,
  },
};
const { url: endpoint, region, apiKey } = settings;
// With credentials of one's own, Amplify leaves it to the application to set up the tokens of the user pool.
cognitoUserPoolsTokenProvider.setAuthConfig(Auth);
Amplify.configure(
  { Auth, API: { GraphQL: { endpoint, region, apiKey, defaultAuthMode: "userPool" } } },
  {
    Auth: {
      tokenProvider: cognitoUserPoolsTokenProvider,
      credentialsProvider: {
        getCredentialsAndIdentityId: async () => ({ credentials: settings.credentials }),
        clearCredentialsAndIdentityId() {
          // These credentials are not of a session.
        },
      },
    },
  },
);

type Mode = "userPool" | "iam" | "apiKey" | "lambda";
const client = generateClient();
const authToken = "let-in";
const withMode = (authMode: Mode) => (authMode === "lambda" ? { authMode, authToken } : { authMode });

function report(step: string, value: unknown): void {
  process.stdout.write(`${JSON.stringify({ step, value })}\n`);
}

async function ask(authMode: Mode, query: string, variables: Record<string, string> = {}) {
  const answer = await client.graphql({ query, variables, ...withMode(authMode) });
  return (answer as { data: Record<string, unknown> }).data;
}

const save = (tenant: string, text: string) =>
  ask(
    "apiKey",
    "mutation Save($tenant: String!, $text: String) { save(tenant: $tenant, text: $text) { id tenant text } }",
    { tenant, text },
  );

interface Listening {
  readonly texts: string[];
  ended: unknown;
  stop(): void;
}

/** Subscribes, and waits until events arrive. */
async function listen(authMode: Mode, tenant: string, own: boolean): Promise<Listening> {
  const query = own
    ? "subscription { onSaved { text tenant } }"
    : "subscription S($tenant: String) { onSaved(tenant: $tenant) { text tenant } }";
  const listening: Listening = { texts: [], ended: null, stop: () => subscription.unsubscribe() };
  const events = client.graphql({
    query,
    variables: own ? {} : { tenant },
    ...withMode(authMode),
  }) as unknown as {
    subscribe(observer: object): { unsubscribe(): void };
  };
  const subscription = events.subscribe({
    next: ({ data }: { data: { onSaved: { text: string } } }) => listening.texts.push(data.onSaved.text),
    error: (problem: unknown) => {
      listening.ended = problem;
    },
    complete: () => {
      listening.ended ??= "complete";
    },
  });
  for (let turn = 0; turn < 200 && listening.texts.length === 0; turn += 1) {
    await save(tenant, "ready?");
    await pause(50);
  }
  if (listening.texts.length === 0)
    throw new Error(`${authMode} hears nothing: ${JSON.stringify(listening.ended)}`);
  return listening;
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Until everybody has heard the last event, for those it is for. */
async function until(holds: () => boolean): Promise<void> {
  for (let turn = 0; turn < 400 && !holds(); turn += 1) await pause(25);
}

const told = ({ texts }: Listening) => texts.filter((text) => text !== "ready?");

await signIn({ username: "jane", password: settings.password });
for (const mode of ["userPool", "iam", "apiKey", "lambda"] as const)
  report(`who, by ${mode}`, (await ask(mode, "{ who }"))["who"]);

const jane = await listen("userPool", "acme", true);
const signed = await listen("iam", "acme", false);
const keyed = await listen("apiKey", "globex", false);
const token = await listen("lambda", "acme", false);
await save("acme", "for acme");
await save("globex", "for globex");
await save("acme", "last for acme");
await save("globex", "last for globex");
const all = [jane, signed, keyed, token];
await until(() => all.every((each) => told(each).some((text) => text.startsWith("last"))));
for (const [name, each] of Object.entries({ jane, signed, keyed, token }))
  report(`heard by ${name}`, told(each));

jane.stop();
await pause(200);
await save("acme", "after jane left");
await until(() => told(signed).includes("after jane left"));
report("after unsubscribing", [told(jane).length, told(signed).at(-1)]);

const refused = await new Promise((resolve) => {
  const events = client.graphql({
    query: "subscription { onRefused { text } }",
    ...withMode("apiKey"),
  }) as unknown as {
    subscribe(observer: object): void;
  };
  events.subscribe({ next: resolve, error: resolve, complete: () => resolve("complete") });
});
report("refused", JSON.stringify(refused));

await signOut();
await signIn({ username: "bob", password: settings.password });
const bob = await listen("userPool", "globex", true);
await save("acme", "not for bob");
await save("globex", "for bob");
await until(() => told(bob).includes("for bob"));
report("heard by bob", told(bob));

// Whose subscription is invalidated loses the connection; the library tells, and connects anew, where it is asked again.
const states: string[] = [];
Hub.listen("api", ({ payload }) => {
  const { connectionState } = (payload.data ?? {}) as { connectionState?: string };
  if (payload.event === CONNECTION_STATE_CHANGE && connectionState) states.push(connectionState);
});
await ask("apiKey", 'mutation { expel(tenant: "acme") }');
await ask("apiKey", 'mutation { expel(tenant: "globex") }');
await until(() => states.includes("ConnectionDisrupted"));
report("expelled", states[0]);
process.exit(0);
