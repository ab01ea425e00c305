import { expect, it } from "vitest";
import { proxyResponse } from "../../../../../src/local/services/apigatewayv2/proxy-response.ts";

const json = { "content-type": "application/json" };
const text = { "content-type": "text/plain;charset=UTF-8" };

it.each([
  ["a value", '{"a":1}', { status: 200, headers: json, body: '{"a":1}' }],
  ["a text", '"hi"', { status: 200, headers: json, body: "hi" }],
  ["an answer", '{"statusCode":201,"body":"b"}', { status: 201, headers: text, body: "b" }],
  [
    "headers and cookies",
    '{"statusCode":200,"headers":{"X-A":1},"cookies":["a=1"],"body":""}',
    { status: 200, headers: { ...text, "x-a": "1", "set-cookie": ["a=1"] }, body: "" },
  ],
  [
    "bytes",
    '{"statusCode":200,"body":"aGk=","isBase64Encoded":true}',
    { status: 200, headers: text, body: Buffer.from("hi") },
  ],
  ["no JSON", "nonsense", null],
  ["a status that is none", '{"statusCode":42}', null],
  ["a status that is no end", '{"statusCode":100}', null],
  ["a status beyond all", '{"statusCode":1000}', null],
  ["a header's name that is none", '{"statusCode":200,"headers":{"a b":"c"}}', null],
  ["a header of two lines", '{"statusCode":200,"headers":{"a":"b\\r\\nc: d"}}', null],
  ["a cookie of two lines", '{"statusCode":200,"cookies":["a=1\\r\\nb: c"]}', null],
  ["a body that is no text", '{"statusCode":200,"body":{}}', null],
])("reads %s", (_what, payload, expected) => {
  expect(proxyResponse(payload)).toEqual(expected);
});
