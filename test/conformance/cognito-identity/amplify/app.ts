/**
 * An application on the unmodified `aws-amplify`, whose requests are signed with credentials of an identity pool:
 * `node app.ts <amplify_outputs.json> <password> <user> <other user>`. Prints what came of each step as one line of JSON.
 */
import { readFileSync } from "node:fs";
import { Amplify } from "aws-amplify";
import { type GraphQLResult, generateClient } from "aws-amplify/api";
import { fetchAuthSession, signIn, signOut } from "aws-amplify/auth";

const [, , outputs = "", password = "", first = "", second = ""] = process.argv;
Amplify.configure(JSON.parse(readFileSync(outputs, "utf8")));
const client = generateClient();

function report(step: string, value: unknown): void {
  process.stdout.write(`${JSON.stringify({ step, value })}\n`);
}

type Failure = { readonly errors?: readonly { readonly message: string; readonly errorType?: string }[] };

/** The data, or the type of the first error. */
async function ask(query: string, variables: Record<string, string> = {}): Promise<unknown> {
  try {
    return ((await client.graphql({ query, variables })) as GraphQLResult<Record<string, unknown>>).data;
  } catch (error) {
    const [problem] = (error as Failure).errors ?? [];
    return problem?.errorType ?? problem?.message ?? String(error);
  }
}

const heard: string[] = [];

/** Listens to what a user saves, until the first of it has come. */
async function listen(): Promise<() => void> {
  const events = client.graphql({ query: "subscription { onSaved { owner text } }" });
  if (!("subscribe" in events)) throw new Error("Amplify takes it for no subscription.");
  const subscription = events.subscribe({
    next: ({ data }) => heard.push((data as { onSaved: { text: string } }).onSaved.text),
    error: (error: unknown) => report("subscription failed", error),
  });
  const endsAt = Date.now() + 30_000;
  while (heard.length === 0 && Date.now() < endsAt) {
    await save("ready?");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return () => subscription.unsubscribe();
}

const save = (text: string) =>
  ask("mutation Save($text: String!) { save(text: $text) { owner text } }", { text });

report("guest, open", await ask("{ open }"));
report("guest, who", await ask("{ who }"));

await signIn({ username: first, password });
const { identityId } = await fetchAuthSession();
const { who } = (await ask("{ who }")) as { who: string };
report("member", { ...JSON.parse(who), mine: identityId });
report("member, secret", await ask("{ secret }"));
const stop = await listen();
await save("of the first");
await signOut();

// The subscription was signed by the first, and goes on for them; what the second saves is not theirs.
await signIn({ username: second, password });
report("another identity", (await fetchAuthSession()).identityId !== identityId);
await save("of the second");
await signOut();
await signIn({ username: first, password });
await save("last");
const endsAt = Date.now() + 30_000;
while (!heard.includes("last") && Date.now() < endsAt)
  await new Promise((resolve) => setTimeout(resolve, 50));
stop();
report(
  "heard",
  heard.filter((text) => text !== "ready?"),
);
process.exit(0);
