import { validateHeaderName, validateHeaderValue } from "node:http";
import type { HttpResponse } from "../../protocols/http-message.ts";

interface Answer {
  readonly statusCode: number;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly cookies?: readonly string[];
  readonly body?: unknown;
  readonly isBase64Encoded?: boolean;
}

/**
 * What a function answered, as the client gets it: without a status code the value itself is the JSON body.
 *
 * @param text the function's payload
 * @returns null where it is no answer: 500 on AWS
 */
export function proxyResponse(text: string): HttpResponse | null {
  let value: unknown;
  try {
    value = JSON.parse(text === "" ? "null" : text);
  } catch {
    return null;
  }
  const json = { "content-type": "application/json" };
  const isAnswer = typeof value === "object" && value !== null && "statusCode" in value;
  if (!isAnswer)
    return { status: 200, headers: json, body: typeof value === "string" ? value : JSON.stringify(value) };
  const { statusCode, headers = {}, cookies = [], body = "", isBase64Encoded } = value as Answer;
  const status = Number(statusCode);
  if (!Number.isInteger(status) || status < 200 || status > 599 || typeof body === "object") return null;
  const named = Object.entries(headers).map(([name, each]) => [name.toLowerCase(), String(each)] as const);
  if (!named.every(isHeader) || !cookies.every((cookie) => isHeader(["set-cookie", cookie]))) return null;
  return {
    status,
    headers: {
      "content-type": "text/plain;charset=UTF-8",
      ...(Object.fromEntries(named) as Record<string, string>),
      ...(cookies.length > 0 && { "set-cookie": cookies }),
    },
    body: isBase64Encoded === true ? Buffer.from(String(body), "base64") : String(body ?? ""),
  };
}

function isHeader([name, value]: readonly [string, string]): boolean {
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
    return true;
  } catch {
    return false;
  }
}
