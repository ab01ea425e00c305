import { XMLParser, XMLValidator } from "fast-xml-parser";
import { AppSyncError } from "./signals.ts";

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "",
  textNodeName: "content",
  parseTagValue: false,
  parseAttributeValue: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  processEntities: true,
});

/**
 * `util.xml`: elements become members, repeated ones lists, and numbers and booleans what they are.
 *
 * https://docs.aws.amazon.com/appsync/latest/devguide/xml-helpers-in-util-xml-js.html
 */
export const xmlHelpers = {
  toMap,
  toJsonString(xml: string, stringEncode = false): string {
    const text = JSON.stringify(toMap(xml));
    return stringEncode ? JSON.stringify(text) : text;
  },
};

function toMap(xml: string): Record<string, unknown> {
  const problem = XMLValidator.validate(xml);
  if (problem !== true)
    throw new AppSyncError(`Unable to parse the XML: ${problem.err.msg} (line ${problem.err.line})`, "Code");
  return valued(parser.parse(xml)) as Record<string, unknown>;
}

function valued(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(valued);
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, valued(each)]));
  if (typeof value !== "string") return value;
  if (value === "true" || value === "false") return value === "true";
  // A number that its text cannot be told from: identifiers with leading zeros stay texts.
  return /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(value) && Number.isSafeInteger(Math.trunc(Number(value)))
    ? Number(value)
    : value;
}
