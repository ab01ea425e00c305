import { validationError } from "../errors.ts";
import { referencedNames } from "./dependencies.ts";
import { isRecord, type Template } from "./template.ts";

/**
 * Checks that everything a template refers to is there: conditions by name, and what outputs and conditions read.
 *
 * @throws WireError ValidationError with CloudFormation's own sentences
 */
export function checkReferences(template: Template): void {
  const parameters = template.Parameters ?? {};
  const conditions = template.Conditions ?? {};
  const known = { ...template.Resources, ...parameters };
  for (const name of referencedNames(template.Outputs ?? {})) {
    if (!Object.hasOwn(known, name)) throw unresolved(name, "Outputs");
  }
  for (const name of referencedNames(conditions)) {
    if (!Object.hasOwn(parameters, name)) {
      throw validationError(
        `Template format error: Unresolved dependencies [${name}]. Cannot reference resources in the Conditions block of the template`,
      );
    }
  }
  for (const [block, section] of [
    ["Resources", template.Resources],
    ["Outputs", template.Outputs ?? {}],
  ] as const) {
    const names = Object.values(section).flatMap(({ Condition }) => Condition ?? []);
    for (const name of [...names, ...chosenBy(section)]) {
      if (Object.hasOwn(conditions, name)) continue;
      throw validationError(
        `Template format error: Unresolved condition dependency ${name} in the ${block} block of the template`,
      );
    }
  }
}

/** Conditions that Fn::If asks for. */
function chosenBy(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(chosenBy);
  if (!isRecord(value)) return [];
  const choice = value["Fn::If"];
  const own = Array.isArray(choice) && typeof choice[0] === "string" ? [choice[0]] : [];
  return [...own, ...Object.values(value).flatMap(chosenBy)];
}

function unresolved(name: string, block: string) {
  return validationError(
    `Template format error: Unresolved resource dependencies [${name}] in the ${block} block of the template`,
  );
}
