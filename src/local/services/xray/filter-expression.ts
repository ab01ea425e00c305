import { notSupportedHere } from "../../kernel/wire-error.ts";
import type { TraceFacts } from "./trace.ts";

type Test = (trace: TraceFacts) => boolean;

/**
 * The part of X-Ray's filter language that people use most: `service("x")`, `fault`, `error`, `throttle`, `ok`,
 * `responsetime > 1`, `duration`, `http.status`, `http.url`, `http.method`, `user`, `annotation.key`, with
 * `= != < <= > >= CONTAINS BEGINSWITH ENDSWITH`, joined by `AND` and `OR`, `!` before a word.
 * https://docs.aws.amazon.com/xray/latest/devguide/xray-console-filters.html
 *
 * @throws WireError where an expression asks for more
 */
export function readFilter(text: string): Test {
  const alternatives = text
    .split(/\s+OR\s+|\s*\|\|\s*/)
    .map((part) => part.split(/\s+AND\s+|\s*&&\s*/).map((term) => readTerm(term.trim())));
  return (trace) => alternatives.some((all) => all.every((test) => test(trace)));
}

function readTerm(term: string): Test {
  const unsupported = () => notSupportedHere(`X-Ray's filter expression ${JSON.stringify(term)}`);
  const flag = /^(!?)(fault|error|throttle|ok|partial)$/.exec(term);
  if (flag) {
    const wanted = flag[1] === "";
    return (trace) => flagOf(trace, flag[2] as string) === wanted;
  }
  const service = /^(!?)service\(\s*"([^"]*)"\s*\)$/.exec(term);
  if (service) return (trace) => trace.services.includes(service[2] as string) === (service[1] === "");
  const [, name, operator, value] =
    /^([\w.[\]]+)\s*(!=|<=|>=|=|<|>|CONTAINS|BEGINSWITH|ENDSWITH)\s*("[^"]*"|[\w.+-]+)$/.exec(term) ?? [];
  if (name === undefined || operator === undefined || value === undefined) throw unsupported();
  const read = readerOf(name);
  if (read === null) throw unsupported();
  const wanted = value.startsWith('"') ? value.slice(1, -1) : value;
  return (trace) => read(trace).some((actual) => compare(actual, operator, wanted));
}

function flagOf(trace: TraceFacts, name: string): boolean {
  switch (name) {
    case "fault":
      return trace.fault;
    case "error":
      return trace.error;
    case "throttle":
      return trace.throttle;
    case "partial":
      return trace.partial;
    default:
      return !trace.fault && !trace.error && !trace.throttle;
  }
}

type Plain = string | number | boolean;

function readerOf(name: string): ((trace: TraceFacts) => readonly Plain[]) | null {
  const annotation = /^annotation(?:\.(\w+)|\[(\w+)\])$/.exec(name);
  if (annotation) {
    const key = (annotation[1] ?? annotation[2]) as string;
    return (trace) => [trace.annotations[key] ?? []].flat();
  }
  const present = (value: Plain | null) => (value === null ? [] : [value]);
  switch (name) {
    case "responsetime":
      return (trace) => [trace.responseTime];
    case "duration":
      return (trace) => [trace.duration];
    case "http.status":
      return (trace) => present(trace.root?.status ?? null);
    case "http.url":
      return (trace) => present(trace.root?.url ?? null);
    case "http.method":
      return (trace) => present(trace.root?.method ?? null);
    case "http.useragent":
      return (trace) => present(trace.root?.userAgent ?? null);
    case "http.clientip":
      return (trace) => present(trace.root?.clientIp ?? null);
    case "user":
      return (trace) => trace.users;
    default:
      return null;
  }
}

function compare(actual: Plain, operator: string, wanted: string): boolean {
  const [a, b] = [Number(actual), Number(wanted)];
  switch (operator) {
    case "=":
      return String(actual) === wanted;
    case "!=":
      return String(actual) !== wanted;
    case "<":
      return a < b;
    case "<=":
      return a <= b;
    case ">":
      return a > b;
    case ">=":
      return a >= b;
    case "CONTAINS":
      return String(actual).includes(wanted);
    case "BEGINSWITH":
      return String(actual).startsWith(wanted);
    default:
      return String(actual).endsWith(wanted);
  }
}
