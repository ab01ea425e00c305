import type { BackendFunction, Field, FunctionOutput, SignInEvent, Trigger } from "../../definition/ir.ts";
import { comment } from "./print/comment.ts";
import { identifier } from "./print/identifier.ts";
import { interfaceText, type Property } from "./print/interface-text.ts";
import { literalUnion } from "./print/union-text.ts";
import { describe, outputType } from "./value-type.ts";

/** `Input`, `Output`, `Context` and `Handler` of one function. */
export function functionTypes(fn: BackendFunction): string[] {
  const { trigger, description } = fn;
  return [
    inputText(trigger),
    outputText(trigger),
    contextText(fn),
    `${comment(description)}export type Handler = (input: Input, context: Context) => Output | Promise<Output>;\n`,
  ];
}

function inputText(trigger: Trigger): string {
  switch (trigger.kind) {
    case "query":
    case "mutation":
      return interfaceText(
        "Input",
        "The checked arguments; null where an optional one was left out.",
        trigger.input.map(inputProperty),
      );
    case "http":
      return "export type Input = runtime.HttpRequest;\n";
    case "schedule":
      return "export type Input = runtime.Tick;\n";
    case "modelChange": {
      const { model, on } = trigger;
      const types = [JSON.stringify(model), `types.${identifier(model)}`, literalUnion(on)];
      return `export type Input = runtime.ModelChange<${types.join(", ")}>;\n`;
    }
    case "fileUpload":
      return "export type Input = runtime.UploadedFile;\n";
    case "signIn":
      return "export type Input = runtime.SignInEvent;\n";
  }
}

/** Arguments have been completed: objects are whole, defaults are filled in. */
function inputProperty(field: Field): Property {
  const type = outputType(field, "types.");
  return { name: field.name, type: field.required ? type : `${type} | null`, description: describe(field) };
}

function outputText(trigger: Trigger): string {
  switch (trigger.kind) {
    case "query":
    case "mutation":
      return fieldOutputText(trigger.output);
    case "http":
      return `${comment("A runtime.HttpResponse, or a value that becomes the JSON body of a 200.")}export type Output = unknown;\n`;
    case "signIn":
      return `export type Output = ${signInOutputs[trigger.event]};\n`;
    default:
      return "export type Output = void;\n";
  }
}

const signInOutputs: Readonly<Record<SignInEvent, string>> = {
  preSignUp: "runtime.PreSignUpAnswer | void",
  postConfirmation: "runtime.NoAnswer | void",
  postAuthentication: "runtime.NoAnswer | void",
  customMessage: "runtime.CustomMessageAnswer | void",
};

function fieldOutputText(output: FunctionOutput): string {
  if (output.kind === "nothing") return "export type Output = void;\n";
  if (output.kind === "fields") return interfaceText("Output", null, output.fields.map(outputProperty));
  const record = `types.${identifier(output.model)}`;
  return `export type Output = ${output.list ? `readonly ${record}[]` : record} | null;\n`;
}

function outputProperty(field: Field): Property {
  const type = outputType(field, "types.");
  return {
    name: field.name,
    type: field.required ? type : `${type} | null`,
    optional: !field.required,
    description: describe(field),
  };
}

function contextText({ trigger, secrets, environment }: BackendFunction): string {
  const variables = Object.keys(environment).toSorted();
  const names = [
    ...(secrets.length + variables.length === 0 ? [] : [literalUnion(secrets)]),
    ...(variables.length === 0 ? [] : [literalUnion(variables)]),
  ];
  const [type, values] =
    trigger.kind === "signIn" ? ["SignInContext", names] : ["FunctionContext", ["types.Models", ...names]];
  return `export type Context = runtime.${type}${values.length === 0 ? "" : `<${values.join(", ")}>`};\n`;
}
