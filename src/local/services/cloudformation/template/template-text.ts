import { CORE_SCHEMA, load, type Schema, Type } from "js-yaml";
import { validationError } from "../errors.ts";

/** Functions that YAML templates may write as tags: `!Sub text`. */
const functions = [
  "And",
  "Base64",
  "Cidr",
  "Equals",
  "FindInMap",
  "GetAZs",
  "GetAtt",
  "If",
  "ImportValue",
  "Join",
  "Length",
  "Not",
  "Or",
  "Select",
  "Split",
  "Sub",
  "ToJsonString",
  "Transform",
];

const schema: Schema = CORE_SCHEMA.extend(
  (["scalar", "sequence", "mapping"] as const).flatMap((kind) => [
    ...functions.map(
      (name) =>
        new Type(`!${name}`, { kind, construct: (data) => ({ [`Fn::${name}`]: argument(name, data) }) }),
    ),
    new Type("!Ref", { kind, construct: (data) => ({ Ref: data }) }),
    new Type("!Condition", { kind, construct: (data) => ({ Condition: data }) }),
  ]),
);

/**
 * Reads a template's text, JSON or YAML: the CDK toolkit sends YAML.
 *
 * @throws WireError ValidationError
 */
export function readTemplateText(text: string): unknown {
  if (/^\s*\{/.test(text)) {
    try {
      return JSON.parse(text);
    } catch (error) {
      // YAML's flow style begins with a brace too; what is neither is told as the JSON it looks like.
      return readYaml(text, () => `JSON not well-formed. ${(error as Error).message}`);
    }
  }
  return readYaml(text, (error) => `YAML not well-formed. ${error.message.split("\n")[0]}`);
}

function readYaml(text: string, explain: (error: Error) => string): unknown {
  // Aliases multiply: a few lines of them would fill the memory. AWS refuses them too.
  if (/(^|[\s[{,:-])[&*][A-Za-z0-9_]+(\s|$)/m.test(text) && /(^|[\s[{,:-])&[A-Za-z0-9_]+\s*$/m.test(text))
    throw validationError("Template error: YAML aliases are not allowed in CloudFormation templates");
  try {
    return load(text, { schema });
  } catch (error) {
    throw validationError(`Template format error: ${explain(error as Error)}`);
  }
}

/** `!GetAtt Queue.Arn` means the pair. */
function argument(name: string, data: unknown): unknown {
  if (name !== "GetAtt" || typeof data !== "string") return data;
  const dot = data.indexOf(".");
  return dot < 0 ? data : [data.slice(0, dot), data.slice(dot + 1)];
}
