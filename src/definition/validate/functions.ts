import { type Report, within } from "../finding.ts";
import type { DefinitionDraft } from "../read/read-definition.ts";
import { routeOf } from "../read/read-path.ts";
import { lambdaNames } from "../reserved-names.ts";
import { suggestion } from "../words/did-you-mean.ts";
import { quoted } from "../words/quoted.ts";

/** Functions that point to models that are not there, and those that get in each other's way. */
export function reportFunctions({ broken, functions, models }: DefinitionDraft, report: Report): void {
  const names = models.map(({ name }) => name);
  const taken = new Map<string, string>();
  for (const { value, models: mentioned, place } of functions) {
    for (const { name, place: at } of mentioned) {
      if (names.includes(name) || broken.has(name)) continue;
      report(
        at,
        `The function "${value.name}" names the model ${quoted(name)}, which does not exist.`,
        suggestion(name, names),
      );
    }
    if (lambdaNames.has(value.name)) {
      report(
        place,
        `Every app has a Lambda of its own called ${quoted(value.name)}.`,
        "Rename the function's folder.",
      );
    }
    const { trigger } = value;
    const key =
      trigger.kind === "http"
        ? routeOf(trigger.method, trigger.path)
        : trigger.kind === "signIn"
          ? trigger.event
          : null;
    if (key === null) continue;
    const other = taken.get(key);
    if (other === undefined) {
      taken.set(key, value.name);
    } else if (trigger.kind === "http") {
      report(
        within(place, { property: "path" }),
        `The functions "${other}" and "${value.name}" have the same route, ${trigger.method} ${trigger.path}.`,
        "Change one of the paths or methods.",
      );
    } else {
      report(
        within(place, { property: "event" }),
        `The functions "${other}" and "${value.name}" are both for ${key}; Cognito calls one only.`,
        "Put the code of both into one function.",
      );
    }
  }
}
