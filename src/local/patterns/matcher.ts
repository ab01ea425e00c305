import { isIP } from "node:net";
import { wildcard } from "./wildcard.ts";

/** Does one value fit? `undefined`: the field is absent. */
export type Matcher = (value: unknown) => boolean;

type Parse = (operand: unknown) => Matcher;

const operators: Readonly<Record<string, Parse>> = {
  prefix: (operand) => edge(operand, "prefix", (text, part) => text.startsWith(part)),
  suffix: (operand) => edge(operand, "suffix", (text, part) => text.endsWith(part)),
  "equals-ignore-case": (operand) => {
    const wanted = text(operand, "equals-ignore-case").toLowerCase();
    return (value) => typeof value === "string" && value.toLowerCase() === wanted;
  },
  wildcard: (operand) => {
    const fits = wildcard(text(operand, "wildcard"));
    return (value) => typeof value === "string" && fits(value);
  },
  exists: (operand) => {
    if (typeof operand !== "boolean") throw new Error("exists match pattern must be either true or false.");
    return (value) => (value !== undefined) === operand;
  },
  numeric,
  cidr,
  "anything-but": anythingBut,
};

/**
 * One element of a pattern's list: a plain value or an operator.
 *
 * @throws Error with AWS's reason
 */
export function parseMatcher(raw: unknown): Matcher {
  if (raw === null || typeof raw !== "object") return (value) => value === raw;
  if (Array.isArray(raw)) throw new Error("Match value must be String, number, true, false, or null");
  const [[name, operand] = ["", undefined], ...more] = Object.entries(raw);
  if (more.length > 0) throw new Error("Only one key allowed in match expression");
  const parse = Object.hasOwn(operators, name) ? operators[name] : undefined;
  if (parse === undefined) throw new Error(`Unrecognized match type ${name}`);
  return parse(operand);
}

function edge(operand: unknown, name: string, fits: (text: string, part: string) => boolean): Matcher {
  if (isRecord(operand) && typeof operand["equals-ignore-case"] === "string") {
    const part = operand["equals-ignore-case"].toLowerCase();
    return (value) => typeof value === "string" && fits(value.toLowerCase(), part);
  }
  const part = text(operand, name);
  return (value) => typeof value === "string" && fits(value, part);
}

function anythingBut(operand: unknown): Matcher {
  const inner = excluded(operand);
  return (value) => value !== undefined && !inner.some((matches) => matches(value));
}

function excluded(operand: unknown): Matcher[] {
  if (!isRecord(operand)) {
    const values = Array.isArray(operand) ? operand : [operand];
    if (values.length === 0 || values.some((value) => typeof value !== "string" && typeof value !== "number"))
      throw new Error("Inside anything but list, start|null|boolean is not supported.");
    return values.map(parseMatcher);
  }
  const [[name, value] = ["", undefined]] = Object.entries(operand);
  if (!["prefix", "suffix", "equals-ignore-case", "wildcard"].includes(name))
    throw new Error(`Unsupported anything-but pattern: ${name}`);
  const values = Array.isArray(value) ? value : [value];
  return values.map((each) => parseMatcher({ [name]: each }));
}

const comparisons: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  "=": (a, b) => a === b,
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
};

function numeric(operand: unknown): Matcher {
  if (!Array.isArray(operand) || operand.length === 0 || operand.length % 2 === 1)
    throw new Error("Invalid member in numeric match: an operator and a number each");
  const tests: ((value: number) => boolean)[] = [];
  for (let at = 0; at < operand.length; at += 2) {
    const compare = comparisons[String(operand[at])];
    const bound: unknown = operand[at + 1];
    if (compare === undefined) throw new Error(`Unrecognized numeric range operator: ${String(operand[at])}`);
    if (typeof bound !== "number") throw new Error("Value of numeric match must be numeric");
    tests.push((value) => compare(value, bound));
  }
  return (value) => typeof value === "number" && tests.every((test) => test(value));
}

function cidr(operand: unknown): Matcher {
  const [base = "", bits = ""] = text(operand, "cidr").split("/");
  const family = isIP(base);
  const wanted = bitsOf(base);
  const length = Number(bits);
  if (wanted === null || bits === "" || !(length >= 0 && length <= wanted.length))
    throw new Error(`Malformed CIDR, one '/' required`);
  return (value) => {
    if (typeof value !== "string" || isIP(value) !== family) return false;
    return bitsOf(value)?.slice(0, length) === wanted.slice(0, length);
  };
}

function bitsOf(address: string): string | null {
  const family = isIP(address);
  if (family === 4)
    return address
      .split(".")
      .map((part) => Number(part).toString(2).padStart(8, "0"))
      .join("");
  if (family === 6) {
    const [head = "", tail = ""] = address.split("::");
    const left = head === "" ? [] : head.split(":");
    const right = tail === "" ? [] : tail.split(":");
    const fill = address.includes("::") ? Array<string>(8 - left.length - right.length).fill("0") : [];
    return [...left, ...fill, ...right]
      .map((part) => Number.parseInt(part, 16).toString(2).padStart(16, "0"))
      .join("");
  }
  return null;
}

function text(operand: unknown, name: string): string {
  if (typeof operand !== "string" || operand === "")
    throw new Error(`${name} match pattern must be a string`);
  return operand;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
