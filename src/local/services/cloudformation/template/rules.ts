import { notSupportedHere } from "../../../kernel/wire-error.ts";
import { validationError } from "../errors.ts";
import { evaluate, type Scope } from "./intrinsics.ts";
import { isRecord, type Template } from "./template.ts";

/**
 * Checks a template's rules over its parameters: CDK apps ask for the version of the bootstrap stack by one.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/rules-section-structure.html
 *
 * @throws WireError ValidationError with the assertion's own description
 */
export function checkRules(template: Template, scope: Scope): void {
  for (const [name, rule] of Object.entries(template.Rules ?? {})) {
    if (!isRecord(rule) || !Array.isArray(rule["Assertions"]))
      throw validationError(`Template format error: Rule ${name} must have Assertions`);
    if (rule["RuleCondition"] !== undefined && !holds(rule["RuleCondition"], scope)) continue;
    for (const assertion of rule["Assertions"] as Record<string, unknown>[]) {
      if (holds(assertion["Assert"], scope)) continue;
      const description = assertion["AssertDescription"] ?? `Rule ${name} does not hold`;
      throw validationError(`Template error: Rule ${name} failed: ${String(description)}`);
    }
  }
}

function holds(expression: unknown, scope: Scope): boolean {
  if (!isRecord(expression)) throw validationError("Template error: rules must be made of boolean functions");
  const [name = "", argument] = Object.entries(expression)[0] ?? [];
  const operands = Array.isArray(argument) ? argument : [argument];
  switch (name) {
    case "Fn::And":
      return operands.every((operand) => holds(operand, scope));
    case "Fn::Or":
      return operands.some((operand) => holds(operand, scope));
    case "Fn::Not":
      return !holds(operands[0], scope);
    case "Fn::Equals":
      return evaluate(expression, scope) === true;
    case "Fn::Contains": {
      const [strings, wanted] = operands.map((operand) => texts(operand, scope));
      return wanted?.every((text) => strings?.includes(text)) ?? false;
    }
    case "Fn::EachMemberIn": {
      const [strings, among] = operands.map((operand) => texts(operand, scope));
      return strings?.every((text) => among?.includes(text)) ?? false;
    }
    case "Fn::EachMemberEquals": {
      const [strings, wanted] = operands.map((operand) => texts(operand, scope));
      return strings?.every((text) => text === wanted?.[0]) ?? false;
    }
    default:
      throw notSupportedHere(`the rule function ${name}`);
  }
}

function texts(operand: unknown, scope: Scope): string[] {
  return [evaluate(operand, scope)].flat().map(String);
}
