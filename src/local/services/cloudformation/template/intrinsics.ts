import { validationError } from "../errors.ts";
import { cidrBlocks } from "./cidr.ts";
import { isRecord } from "./template.ts";

/** What a template's functions can ask for while it is evaluated. */
export interface Scope {
  /** Ref: a parameter's value, a resource's physical id, a pseudo parameter. Undefined: unknown. */
  ref(name: string): unknown;
  /** @throws where the resource or attribute does not exist */
  attribute(logicalId: string, name: string): unknown;
  condition(name: string): boolean;
  mapping(map: string, first: string, second: string): unknown;
  /** Value of another stack's export. @throws where there is none */
  imported(name: string): unknown;
  readonly region: string;
}

/** Left out by `{"Ref": "AWS::NoValue"}`: the property or element disappears. */
const noValue = Symbol("AWS::NoValue");

/**
 * Evaluates a value of a template: resolves every intrinsic function in it.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 *
 * @returns the value, or undefined where it is `AWS::NoValue`
 * @throws WireError ValidationError
 */
export function evaluate(value: unknown, scope: Scope): unknown {
  const result = visit(value, scope);
  return result === noValue ? undefined : result;
}

function visit(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value)) return value.map((item) => visit(item, scope)).filter((item) => item !== noValue);
  if (!isRecord(value)) return value;
  const keys = Object.keys(value);
  const [name] = keys;
  if (
    keys.length === 1 &&
    name !== undefined &&
    (name === "Ref" || name === "Condition" || name.startsWith("Fn::"))
  ) {
    const apply = functions[name];
    if (apply === undefined) {
      if (name === "Condition") return mapValues(value, scope);
      throw validationError(`Template error: the function ${name} is not supported`);
    }
    return apply(value[name], scope);
  }
  return mapValues(value, scope);
}

function mapValues(value: Record<string, unknown>, scope: Scope): Record<string, unknown> {
  const entries = Object.entries(value).map(([key, item]) => [key, visit(item, scope)] as const);
  return Object.fromEntries(entries.filter(([, item]) => item !== noValue));
}

type Apply = (argument: unknown, scope: Scope) => unknown;

const functions: Readonly<Record<string, Apply>> = {
  Ref(argument, scope) {
    const name = text(argument, "Ref");
    if (name === "AWS::NoValue") return noValue;
    const value = scope.ref(name);
    if (value === undefined)
      throw validationError(`Template format error: Unresolved resource dependencies [${name}]`);
    return value;
  },

  "Fn::GetAtt"(argument, scope) {
    const [id, attribute] =
      typeof argument === "string" ? splitOnce(argument, ".") : (argument as [string, unknown]);
    return scope.attribute(id, text(visit(attribute, scope), "Fn::GetAtt"));
  },

  "Fn::Sub"(argument, scope) {
    const [template, variables] = Array.isArray(argument) ? argument : [argument, {}];
    const own = mapValues(variables as Record<string, unknown>, scope);
    return text(template, "Fn::Sub").replace(
      /\$\{(!?)([^}]+)\}/g,
      (whole, literal: string, inner: string) => {
        if (literal === "!") return `\${${inner}}`;
        const name = inner.trim();
        if (name in own) return asText(own[name], whole);
        const dot = name.indexOf(".");
        return asText(
          dot < 0
            ? functions["Ref"]?.(name, scope)
            : scope.attribute(name.slice(0, dot), name.slice(dot + 1)),
          whole,
        );
      },
    );
  },

  "Fn::Join"(argument, scope) {
    const [separator, parts] = list(argument, "Fn::Join");
    const items = visit(parts, scope);
    if (!Array.isArray(items))
      throw validationError(
        "Template error: every Fn::Join object requires two parameters, (1) a string delimiter and (2) a list of strings to be joined",
      );
    return items.map((item) => asText(item, "Fn::Join")).join(text(separator, "Fn::Join"));
  },

  "Fn::Split"(argument, scope) {
    const [separator, source] = list(argument, "Fn::Split");
    return asText(visit(source, scope), "Fn::Split").split(text(separator, "Fn::Split"));
  },

  "Fn::Select"(argument, scope) {
    const [index, source] = list(argument, "Fn::Select");
    const items = visit(source, scope);
    const at = Number(visit(index, scope));
    if (!Array.isArray(items))
      throw validationError("Template error: Fn::Select requires a list argument with two elements");
    if (!(at in items))
      throw validationError(`Template error: Fn::Select cannot select nonexistent value at index ${at}`);
    return items[at];
  },

  "Fn::Base64": (argument, scope) =>
    Buffer.from(asText(visit(argument, scope), "Fn::Base64")).toString("base64"),

  "Fn::If"(argument, scope) {
    const [condition, whenTrue, whenFalse] = list(argument, "Fn::If");
    return visit(scope.condition(text(condition, "Fn::If")) ? whenTrue : whenFalse, scope);
  },

  "Fn::Equals"(argument, scope) {
    const [left, right] = list(argument, "Fn::Equals").map((side) => visit(side, scope));
    return JSON.stringify(scalar(left)) === JSON.stringify(scalar(right));
  },
  "Fn::And": (argument, scope) => list(argument, "Fn::And").every((item) => truth(item, scope)),
  "Fn::Or": (argument, scope) => list(argument, "Fn::Or").some((item) => truth(item, scope)),
  "Fn::Not": (argument, scope) => !truth(list(argument, "Fn::Not")[0], scope),

  "Fn::FindInMap"(argument, scope) {
    const [map, first, second, options] = list(argument, "Fn::FindInMap").map((item) => visit(item, scope));
    const found = scope.mapping(
      asText(map, "Fn::FindInMap"),
      asText(first, "Fn::FindInMap"),
      asText(second, "Fn::FindInMap"),
    );
    if (found !== undefined) return found;
    if (isRecord(options) && "DefaultValue" in options) return options["DefaultValue"];
    throw validationError(`Template error: Unable to get mapping for ${map}::${first}::${second}`);
  },

  "Fn::ImportValue": (argument, scope) => scope.imported(asText(visit(argument, scope), "Fn::ImportValue")),

  "Fn::GetAZs"(argument, scope) {
    const region = asText(visit(argument, scope), "Fn::GetAZs") || scope.region;
    return ["a", "b", "c"].map((zone) => `${region}${zone}`);
  },

  "Fn::Cidr"(argument, scope) {
    const [block, count, bits] = list(argument, "Fn::Cidr").map((item) => visit(item, scope));
    return cidrBlocks(asText(block, "Fn::Cidr"), Number(count), Number(bits ?? 8));
  },

  "Fn::ToJsonString": (argument, scope) => JSON.stringify(visit(argument, scope)),
  "Fn::Length": (argument, scope) => list(visit(argument, scope), "Fn::Length").length,
};

/** A condition function's operand: another condition by name, or a function that gives a boolean. */
function truth(item: unknown, scope: Scope): boolean {
  if (isRecord(item) && typeof item["Condition"] === "string") return scope.condition(item["Condition"]);
  const value = visit(item, scope);
  if (typeof value !== "boolean")
    throw validationError("Template error: conditions must be made of boolean functions");
  return value;
}

function list(argument: unknown, name: string): unknown[] {
  if (!Array.isArray(argument)) throw validationError(`Template error: ${name} requires a list`);
  return argument;
}

function text(value: unknown, name: string): string {
  if (typeof value !== "string") throw validationError(`Template error: ${name} requires a string`);
  return value;
}

function asText(value: unknown, where: string): string {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  throw validationError(`Template error: ${where} did not resolve to a string`);
}

function scalar(value: unknown): unknown {
  return typeof value === "number" || typeof value === "boolean" ? String(value) : value;
}

function splitOnce(value: string, separator: string): [string, string] {
  const at = value.indexOf(separator);
  return [value.slice(0, at), value.slice(at + 1)];
}
