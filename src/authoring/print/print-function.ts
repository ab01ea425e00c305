import type { ValueFieldSpec } from "../arguments/field-spec.ts";
import type { FunctionSpec, TriggerSpec } from "../arguments/function-spec.ts";
import { type CodeStyle, houseStyle } from "./code-style.ts";
import { bracketed, hardLine, indent, type Layout, print } from "./layout.ts";
import { propertyKey, stringLiteral } from "./literal.ts";
import { buildersOf, fieldLayout, namedTypeOf } from "./print-field.ts";
import { accessLayout, importLines, type TypeImport } from "./print-model.ts";

/**
 * The text of a new `function.ts`.
 *
 * @param typeImports where the exported types come from that input and result name
 */
export function printFunctionFile(spec: FunctionSpec, typeImports: readonly TypeImport[]): string {
  const style = houseStyle;
  const settings = settingsOf(spec, style);
  const object: Layout =
    settings.length === 0
      ? "{}"
      : ["{", indent(settings.map((setting): Layout => [hardLine, setting, ","])), hardLine, "}"];
  return print(
    [
      importLines(buildersIn(spec), typeImports, style),
      [hardLine, hardLine, `export default ${spec.trigger.kind}(`, object, ");", hardLine],
    ],
    style,
  );
}

/** All fields that a function's input and result have. */
export function functionFields(trigger: TriggerSpec): readonly ValueFieldSpec[] {
  if (trigger.kind !== "query" && trigger.kind !== "mutation") return [];
  return [...trigger.input, ...(trigger.returns.kind === "fields" ? trigger.returns.fields : [])];
}

/** Names of exported types that a function's fields need, each once. */
export function functionTypes(spec: FunctionSpec): readonly string[] {
  return [...new Set(functionFields(spec.trigger).flatMap((field) => namedTypeOf(field) ?? []))];
}

function buildersIn({ trigger, access }: FunctionSpec): readonly string[] {
  const names = [trigger.kind, ...functionFields(trigger).flatMap(buildersOf)];
  return access?.some((words) => words.length > 1) ? [...names, "all"] : names;
}

function settingsOf(spec: FunctionSpec, style: CodeStyle): readonly Layout[] {
  const text = (value: string) => stringLiteral(value, style);
  const settings: Layout[] = [];
  const add = (name: string, value: Layout) => settings.push([name, ": ", value]);
  if (spec.description !== null) add("description", text(spec.description));
  settings.push(...triggerSettings(spec.trigger, style));
  if (spec.access !== null)
    add(
      "access",
      accessLayout(spec.access, (builder) => builder, style),
    );
  if (spec.secrets.length > 0) add("secrets", bracketed("[", spec.secrets.map(text), "]", "", style));
  if (spec.environment.length > 0) {
    const variables = spec.environment.map(([name, value]) => `${propertyKey(name, style)}: ${text(value)}`);
    add("environment", bracketed("{", variables, "}", " ", style));
  }
  if (spec.timeoutSeconds !== null) add("timeoutSeconds", String(spec.timeoutSeconds));
  if (spec.memoryMb !== null) add("memoryMb", String(spec.memoryMb));
  return settings;
}

function triggerSettings(trigger: TriggerSpec, style: CodeStyle): readonly Layout[] {
  const text = (value: string) => stringLiteral(value, style);
  switch (trigger.kind) {
    case "query":
    case "mutation": {
      const settings: Layout[] = [];
      if (trigger.input.length > 0) settings.push(["input: ", shape(trigger.input, style)]);
      const { returns } = trigger;
      if (returns.kind === "fields") settings.push(["returns: ", shape(returns.fields, style)]);
      if (returns.kind === "model")
        settings.push(`returns: ${returns.list ? `[${text(returns.model)}]` : text(returns.model)}`);
      return settings;
    }
    case "http":
      return [`method: ${text(trigger.method)}`, `path: ${text(trigger.path)}`];
    case "schedule":
      if ("every" in trigger) return [`every: ${text(trigger.every)}`];
      return [
        `cron: ${text(trigger.cron)}`,
        ...(trigger.timezone === null ? [] : [`timezone: ${text(trigger.timezone)}`]),
      ];
    case "modelChange": {
      const on = bracketed("[", trigger.on.map(text), "]", "", style);
      return [`model: ${text(trigger.model)}`, ...(trigger.on.length === 0 ? [] : [["on: ", on]])];
    }
    case "fileUpload":
      return trigger.prefix === null ? [] : [`prefix: ${text(trigger.prefix)}`];
    case "signIn":
      return [`event: ${text(trigger.event)}`];
  }
}

function shape(fields: readonly ValueFieldSpec[], style: CodeStyle): Layout {
  const properties = fields.map((field) => fieldLayout(field, (builder) => builder, style));
  return bracketed("{", properties, "}", " ", style);
}
