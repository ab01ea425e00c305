import type { WireError } from "../kernel/wire-error.ts";
import type { Protocol, ServiceModel } from "./model.ts";
import { escapeXml } from "./xml.ts";

export interface EncodedError {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** Writes an error in a protocol's own form, so that every SDK turns it into its typed exception. */
export function encodeError(
  error: WireError,
  protocol: Protocol,
  model: ServiceModel | null,
  requestId: string,
): EncodedError {
  const encoded = encodeBody(error, protocol, model, requestId);
  return { ...encoded, status: error.status, headers: { ...encoded.headers, ...error.headers } };
}

function encodeBody(
  error: WireError,
  protocol: Protocol,
  model: ServiceModel | null,
  requestId: string,
): Omit<EncodedError, "status"> {
  const { message, status, members } = error;
  const code = xmlCodes[protocol]?.[error.code] ?? error.code;
  if (protocol === "json") {
    const namespace = model?.target === undefined ? "" : `com.amazon.local.${model.target}#`;
    return {
      headers: {
        "content-type": "application/x-amz-json-1.0",
        "x-amzn-errortype": code,
        ...queryCompatible(members),
      },
      body: JSON.stringify({ __type: `${namespace}${code}`, message, ...visible(members) }),
    };
  }
  if (protocol === "restJson") {
    return {
      headers: { "content-type": "application/json", "x-amzn-errortype": code },
      body: JSON.stringify({ message, Message: message, ...visible(members) }),
    };
  }
  const fault = status < 500 ? "Sender" : "Receiver";
  const body =
    protocol === "query"
      ? `<ErrorResponse xmlns="${model?.xmlNamespace ?? ""}"><Error><Type>${fault}</Type><Code>${escapeXml(oldCode(members) ?? code)}</Code><Message>${escapeXml(message)}</Message></Error><RequestId>${requestId}</RequestId></ErrorResponse>`
      : `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${escapeXml(code)}</Code><Message>${escapeXml(message)}</Message>${extraElements(members)}<RequestId>${requestId}</RequestId></Error>`;
  return { headers: { "content-type": "application/xml" }, body };
}

/** What the JSON protocols and the kernel call an error has shorter names in the protocols that are older. */
const xmlCodes: Partial<Record<Protocol, Readonly<Record<string, string>>>> = {
  query: {
    AccessDeniedException: "AccessDenied",
    ExpiredTokenException: "ExpiredToken",
    MissingAuthenticationTokenException: "MissingAuthenticationToken",
  },
  restXml: {
    AccessDeniedException: "AccessDenied",
    ExpiredTokenException: "ExpiredToken",
    InternalFailure: "InternalError",
    MalformedInput: "InvalidArgument",
    MissingAuthenticationTokenException: "AccessDenied",
    SerializationException: "InvalidArgument",
    ValidationError: "MalformedXML",
  },
};

/** SQS and others that moved from query to JSON tell the old code in a header. */
function queryCompatible(members: Readonly<Record<string, unknown>>): Record<string, string> {
  const old = oldCode(members);
  return old === null ? {} : { "x-amzn-query-error": `${old};Sender` };
}

function oldCode(members: Readonly<Record<string, unknown>>): string | null {
  const old = members["queryErrorCode"];
  return typeof old === "string" ? old : null;
}

function visible(members: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).filter(([name]) => name !== "queryErrorCode"));
}

function extraElements(members: Readonly<Record<string, unknown>>): string {
  return Object.entries(members)
    .map(([name, value]) => `<${name}>${escapeXml(String(value))}</${name}>`)
    .join("");
}
