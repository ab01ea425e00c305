import { nameProblem } from "../../operations/check-words.ts";
import type { KnownNames } from "../../operations/known-names.ts";
import { askField, askModel } from "./ask-field.ts";
import type { Choice, Prompter } from "./prompter.ts";

/** What `plinth add-function` takes on the command line, from answers. */
export interface FunctionAnswers {
  readonly name: string;
  readonly trigger: string;
  readonly input?: readonly string[];
  readonly method?: string;
  readonly path?: string;
  readonly every?: string;
  readonly model?: string;
  readonly on?: string;
  readonly prefix?: string;
  readonly event?: string;
}

const triggers: readonly Choice<string>[] = [
  { value: "mutation", label: "mutation", description: "Called through the API to do something." },
  { value: "query", label: "query", description: "Called through the API to find something out." },
  { value: "http", label: "http", description: "Called at a web address: webhooks of other services." },
  { value: "schedule", label: "schedule", description: "Runs again and again." },
  { value: "model-change", label: "model-change", description: "Runs after records of a model changed." },
  { value: "file-upload", label: "file-upload", description: "Runs after a file was uploaded." },
  { value: "sign-in", label: "sign-in", description: "Runs while somebody signs up or in." },
];

const methods = ["POST", "GET", "PUT", "PATCH", "DELETE"] as const;
const changes = ["created", "updated", "deleted"] as const;
const events = ["preSignUp", "postConfirmation", "postAuthentication", "customMessage"] as const;

/**
 * Asks for a function: its name, what starts it, and what that needs to know.
 *
 * @param name given on the command line, or null
 * @param trigger given by `--trigger`, or null
 */
export async function askFunction(
  ask: Prompter,
  known: KnownNames,
  name: string | null,
  trigger: string | null,
): Promise<FunctionAnswers> {
  const chosen = {
    name:
      name ??
      (await ask.text({
        message: "Name of the function (send-invoice)",
        check: (answer) => nameProblem("function", answer),
      })),
    trigger: trigger ?? (await ask.choice({ message: "What starts it?", choices: triggers })),
  };
  return { ...chosen, ...(await askTrigger(ask, known, chosen.trigger)) };
}

async function askTrigger(
  ask: Prompter,
  known: KnownNames,
  trigger: string,
): Promise<Partial<FunctionAnswers>> {
  switch (trigger) {
    case "query":
    case "mutation":
      return { input: await askInput(ask, known) };
    case "http":
      return {
        method: await ask.choice({ message: "Method", choices: plain(methods) }),
        path: await ask.text({ message: "Path", default: "/webhooks/stripe", check: notEmpty }),
      };
    case "schedule":
      return {
        every: await ask.text({
          message: "How often? (15-minutes, 1-hour, 7-days)",
          default: "1-hour",
          check: notEmpty,
        }),
      };
    case "model-change": {
      const model = await askModel(ask, known, "Which model?");
      const on = await ask.choices({
        message: "After records were (none chosen: all of these)",
        choices: plain(changes),
      });
      return { model, ...(on.length === 0 ? {} : { on: on.join(",") }) };
    }
    case "file-upload": {
      const prefix = await ask.text({
        message: "Only files whose path begins with (empty: all)",
        check: () => null,
      });
      return prefix === "" ? {} : { prefix };
    }
    case "sign-in":
      return { event: await ask.choice({ message: "When?", choices: plain(events) }) };
    default:
      // A trigger that does not exist: the operation says so, with what was probably meant.
      return {};
  }
}

async function askInput(ask: Prompter, known: KnownNames): Promise<readonly string[]> {
  const fields: string[] = [];
  for (;;) {
    const taken = fields.map((field) => field.split(":", 1)[0] ?? "");
    const field = await askField(ask, known, taken, false);
    if (field === null) return fields;
    fields.push(field);
  }
}

function plain<T extends string>(values: readonly T[]): readonly Choice<T>[] {
  return values.map((value) => ({ value, label: value }));
}

function notEmpty(answer: string): string | null {
  return answer === "" ? "This one is needed." : null;
}
