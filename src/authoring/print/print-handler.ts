import { camelFromKebab } from "../../definition/words/letter-case.ts";
import type { ValueFieldSpec } from "../arguments/field-spec.ts";
import type { FunctionSpec, ReturnsSpec, TriggerSpec } from "../arguments/function-spec.ts";
import { type CodeStyle, houseStyle } from "./code-style.ts";
import { bracketed, group, type Layout, print } from "./layout.ts";
import { jsonLiteral, stringLiteral } from "./literal.ts";

/** The values of the enums that fields name, and whether a name is an object; looked up in the user's files. */
export type KnownTypes = ReadonlyMap<string, readonly string[] | "object">;

interface Body {
  /** What stands over the handler. */
  readonly comment: readonly string[];
  /** First parameter. */
  readonly event: string;
  /** What is taken out of the context. */
  readonly uses: readonly string[];
  readonly lines: readonly Layout[];
}

/**
 * The text of a new `handler.ts`: a start that compiles under the strictest settings, does something harmless, and shows
 * what there is to work with.
 */
export function printHandlerFile(spec: FunctionSpec, types: KnownTypes): string {
  const style = houseStyle;
  const { comment, event, uses, lines } = bodyOf(spec, types, style);
  const context = uses.length === 0 ? "" : `, { ${uses.join(", ")} }`;
  return [
    `import type { Handler } from "../../infra/functions/${spec.name}.gen.ts";`,
    "",
    "/**",
    ...comment.map((line) => (line === "" ? " *" : ` * ${line}`)),
    " */",
    `export const handler: Handler = async (${event}${context}) => {`,
    ...lines.map((line) => style.indent + print(line, style, style.indent, style.indent.length)),
    "};",
    "",
  ].join(style.eol);
}

function bodyOf(spec: FunctionSpec, types: KnownTypes, style: CodeStyle): Body {
  const { trigger } = spec;
  const secrets =
    spec.secrets.length === 0
      ? []
      : [`Secrets come with the second argument as well: \`secrets.${spec.secrets[0] ?? ""}\`.`];
  const body = triggerBody(spec, trigger, types, style);
  return { ...body, comment: [...body.comment, ...secrets] };
}

function triggerBody(spec: FunctionSpec, trigger: TriggerSpec, types: KnownTypes, style: CodeStyle): Body {
  const log = (message: string, fields: string): Layout =>
    `log.info(${stringLiteral(message, style)}, ${fields});`;
  const asSystem = "`db` acts as the system, past every access rule";
  switch (trigger.kind) {
    case "query":
    case "mutation": {
      const field = camelFromKebab(spec.name);
      const { uses, lines } = answerOf(trigger, types, style);
      return {
        comment: [
          `The ${trigger.kind} \`${field}\` of the API.`,
          "",
          "`db` reads and writes as the caller, so access rules hold here too. To refuse, throw a FunctionError",
          "(infra/runtime/lambda/function-error.ts): its type and message reach the caller, those of other errors do not.",
        ],
        event: "input",
        uses: [...uses, "log"],
        lines: [log(`${field} was called`, `{ fields: Object.keys(input) }`), ...lines],
      };
    }
    case "http": {
      const answer = bracketed("{", ["statusCode: 200", `body: { received: true }`], "}", " ", style);
      return {
        comment: [
          `${trigger.method} ${trigger.path.replace(/[^\w./{}~-]/g, "")}`,
          "",
          "A webhook proves who sends it by a signature over the exact body: check it with `request.bytes` first.",
          "What is given back becomes the JSON body of the answer, or the whole answer where it has a `statusCode`.",
        ],
        event: "request",
        uses: ["log"],
        lines: [
          log("Request received", "{ path: request.path, bytes: request.bytes.length }"),
          ["return ", answer, ";"],
        ],
      };
    }
    case "schedule":
      return {
        comment: [
          `Runs ${"every" in trigger ? `every ${trigger.every.replace(/^1 /, "")}` : "by the clock"}.`,
          "",
          `${asSystem}, and in no tenant: name one with \`db.asSystem(tenantId)\`.`,
          "An occurrence may arrive twice, with the same `executionId`; where this throws, it is tried again.",
        ],
        event: "tick",
        uses: ["log"],
        lines: [log("Running", "{ scheduledAt: tick.scheduledAt, executionId: tick.executionId }")],
      };
    case "modelChange":
      return {
        comment: [
          `Runs after a record of ${trigger.model} was ${trigger.on.length === 0 ? "created, updated or deleted" : trigger.on.join(" or ")}.`,
          "",
          `${asSystem}, in the tenant of the record.`,
          "A change may arrive twice, with the same `id`; where this throws, it is tried again.",
        ],
        event: "change",
        uses: ["log"],
        lines: [log(`${trigger.model} changed`, "{ kind: change.kind, recordId: change.recordId }")],
      };
    case "fileUpload":
      return {
        comment: [
          "Runs after a file was uploaded.",
          "",
          `${asSystem}, in the tenant whose file it is. \`await file.open()\` reads it.`,
          "A file may be reported twice, with the same `id`; where this throws, it is tried again.",
        ],
        event: "file",
        uses: ["log"],
        lines: [log("File received", "{ key: file.key, size: file.size }")],
      };
    case "signIn":
      return signInBody(trigger.event, log);
  }
}

function signInBody(
  event: Extract<TriggerSpec, { kind: "signIn" }>["event"],
  log: (message: string, fields: string) => Layout,
): Body {
  const comments = {
    preSignUp: [
      "Runs before somebody signs up.",
      "",
      "A FunctionError (infra/runtime/lambda/function-error.ts) refuses, and its message reaches the person.",
      "`{ autoConfirmUser: true }` lets them in without confirming their address.",
    ],
    postConfirmation: [
      "Runs after somebody confirmed their address or a new password.",
      "",
      "Cognito may call it twice.",
    ],
    postAuthentication: ["Runs after somebody signed in.", "", "They wait for it: five seconds at most."],
    customMessage: [
      "Runs before Cognito sends a message.",
      "",
      "Give back `emailSubject`, `emailMessage` or `smsMessage` to change it; the text must contain `event.code`.",
    ],
  };
  return {
    comment: comments[event],
    event: "event",
    uses: ["log"],
    lines: [log("Sign-in event", "{ source: event.source, userId: event.userId }"), "return {};"],
  };
}

type FieldTrigger = Extract<TriggerSpec, { kind: "query" | "mutation" }>;

/** What a query or mutation gives back to begin with. */
function answerOf(
  trigger: FieldTrigger,
  types: KnownTypes,
  style: CodeStyle,
): { readonly uses: readonly string[]; readonly lines: readonly Layout[] } {
  const { returns } = trigger;
  if (returns.kind === "nothing") return { uses: [], lines: [] };
  if (returns.kind === "model") return { uses: ["db"], lines: recordLines(trigger, returns) };
  const unknown = returns.fields.find((field) => sample(field, types, style) === null);
  if (unknown !== undefined) {
    return {
      uses: [],
      lines: [`throw new Error("The result, with its ${unknown.name}, is not made yet.");`],
    };
  }
  const properties = returns.fields.map(
    (field): Layout => [field.name, ": ", sample(field, types, style) ?? "null"],
  );
  return { uses: [], lines: [["return ", bracketed("{", properties, "}", " ", style), ";"]] };
}

function recordLines(
  trigger: FieldTrigger,
  { model, list }: Extract<ReturnsSpec, { kind: "model" }>,
): Layout[] {
  if (list) return [`const { items } = await db.${model}.list();`, "return items;"];
  const own = `${model.charAt(0).toLowerCase()}${model.slice(1)}Id`;
  const id = trigger.input.find(
    ({ name, optional, list: many }) => (name === own || name === "id") && !optional && !many,
  );
  if (id !== undefined) return [`return db.${model}.get({ id: input.${id.name} });`];
  return [`const { items } = await db.${model}.list({ limit: 1 });`, "return items[0] ?? null;"];
}

/** A harmless value of a field, as an expression; null where there is none to be had. */
function sample(field: ValueFieldSpec, types: KnownTypes, style: CodeStyle): Layout | null {
  if (field.list) return "[]";
  if (field.optional) return "null";
  const { type } = field;
  if (type.kind === "file") return null;
  if (type.kind === "oneOf") return stringLiteral(type.values[0] ?? "", style);
  if (type.kind === "named") {
    const values = types.get(type.name);
    return Array.isArray(values) && values[0] !== undefined ? stringLiteral(values[0], style) : null;
  }
  switch (type.scalar) {
    case "integer":
    case "decimal":
    case "money":
      return String(Math.max(field.rules.min ?? 0, Math.min(0, field.rules.max ?? 0)));
    case "boolean":
      return "false";
    case "json":
      return jsonLiteral({}, style);
    case "date":
      return group(`new Date().toISOString().slice(0, 10)`);
    case "time":
      return "new Date().toISOString().slice(11, 19)";
    case "dateTime":
      return "new Date().toISOString()";
    case "url":
      return stringLiteral("https://example.com/", style);
    case "email":
      return stringLiteral("somebody@example.com", style);
    case "phone":
      return stringLiteral("+41446681800", style);
    default:
      return stringLiteral("", style);
  }
}
