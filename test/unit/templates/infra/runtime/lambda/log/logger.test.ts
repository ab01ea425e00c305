import { beforeEach, describe, expect, test } from "vitest";
import { createLogger } from "../../../../../../../src/templates/infra/runtime/lambda/log/logger.ts";
import { redact } from "../../../../../../../src/templates/infra/runtime/lambda/log/redact.ts";
import { withEnvironment } from "../with-environment.ts";

const set = withEnvironment();
let lines: Record<string, unknown>[];
beforeEach(() => {
  lines = [];
});
const logger = (secrets: readonly string[] = []) =>
  createLogger({
    fields: { function: "send-invoice", requestId: "r1", tenant: "acme" },
    secrets: () => secrets,
    write: (line) => {
      expect(line.indexOf("\n")).toBe(line.length - 1);
      lines.push(JSON.parse(line));
    },
  });

describe("a line", () => {
  test("says when, where and what", () => {
    logger().info("Sent", { invoiceId: "i1", count: 3 });
    expect(lines).toEqual([
      {
        level: "info",
        time: expect.stringMatching(/^\d{4}-/),
        message: "Sent",
        function: "send-invoice",
        requestId: "r1",
        tenant: "acme",
        invoiceId: "i1",
        count: 3,
      },
    ]);
  });

  test("cannot be made to say it was somebody else", () => {
    const log = logger().with({ tenant: "other", step: 1 });
    log.warn("Hm\n{}", { requestId: "forged", level: "debug", message: "forged", time: "never" });
    expect(lines).toMatchObject([
      { level: "warn", message: "Hm\n{}", tenant: "acme", requestId: "r1", step: 1 },
    ]);
  });

  test("is written from the level that the environment asks for", () => {
    const log = logger();
    log.debug("1");
    set({ PLINTH_LOG_LEVEL: "debug" });
    log.debug("2");
    set({ PLINTH_LOG_LEVEL: "error" });
    log.warn("3");
    log.error("4");
    set({ PLINTH_LOG_LEVEL: "nonsense" });
    log.debug("5");
    log.info("6");
    expect(lines.map(({ message }) => message)).toEqual(["2", "4", "6"]);
  });

  test("holds what JSON cannot", () => {
    const circle: Record<string, unknown> = {};
    circle["self"] = circle;
    logger().info("x", {
      circle,
      big: 10n,
      date: new Date(0),
      bad: new Date(Number.NaN),
      set: new Set([1]),
      map: new Map([["k", 1]]),
      bytes: new Uint8Array(3),
      call: () => 1,
      error: new TypeError("no", { cause: new Error("why") }),
    });
    expect(lines[0]).toMatchObject({
      big: "10",
      date: "1970-01-01T00:00:00.000Z",
      bad: null,
      set: [1],
      map: { k: 1 },
      bytes: "[3 bytes]",
      error: { name: "TypeError", message: "no", stack: expect.any(String), cause: { message: "why" } },
    });
    expect(lines[0]).not.toHaveProperty("call");
  });

  test("may be a metric", () => {
    set({ PLINTH_APP: "acme", PLINTH_STAGE: "prod" });
    logger().metric("Invoices", 3);
    expect(lines).toEqual([
      {
        function: "send-invoice",
        requestId: "r1",
        tenant: "acme",
        stage: "prod",
        Invoices: 3,
        _aws: {
          Timestamp: expect.any(Number),
          CloudWatchMetrics: [
            {
              Namespace: "Plinth/acme",
              Dimensions: [["stage", "function"]],
              Metrics: [{ Name: "Invoices", Unit: "Count" }],
            },
          ],
        },
      },
    ]);
  });
});

describe("never in a log", () => {
  const jwt = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJqYW5lIn0.c2lnbmF0dXJl";

  test.each([
    [
      "a field called so",
      { password: "hunter2", apiKey: "k", API_KEY: "k", Authorization: "x", clientSecret: "x", token: 5 },
    ],
    ["deep inside", { request: { headers: [{ cookie: "a=b" }] } }],
    ["a token", { note: `got ${jwt}.`, header: `Bearer ${"a".repeat(20)}` }],
    [
      "a presigned URL",
      { url: "https://b.s3.amazonaws.com/k?X-Amz-Credential=AKIA%2F1&X-Amz-Signature=deadbeef&x=1" },
    ],
    ["a person", { text: "mail jane.doe+x@mail.acme.example or +41446681800" }],
    ["a name of a field", { "jane@acme.example": 1 }],
  ])("%s", (_, fields) => {
    logger().info("x", fields);
    const text = JSON.stringify(lines);
    for (const forbidden of [
      "hunter2",
      '"k"',
      "a=b",
      jwt,
      "aaaaaaaa",
      "AKIA",
      "deadbeef",
      "jane",
      "41446681800",
    ]) {
      expect(text).not.toContain(forbidden);
    }
  });

  test("the value of a secret, wherever it turns up", () => {
    const secret = "s3cr3t-value";
    const error = new Error(`401 for key ${secret}`);
    const log = logger([secret, "no"]);
    log.error(`It was ${secret}`, {
      error,
      list: [secret],
      [secret]: 1,
      cut: `${"x".repeat(7_995)}${secret}`,
    });
    expect(JSON.stringify(lines)).not.toContain("s3cr3t");
    expect(lines[0]).toMatchObject({ message: "It was [secret]", list: ["[secret]"] });
  });

  test("but what helps stays", () => {
    const harmless = {
      id: "01K0000000000000000000000A",
      at: "2026-11-22T12:00:00.000Z",
      amount: 12345678901,
      path: "tenants/acme/files/01K/a.pdf",
      version: "1.2.3",
      sum: "1+12345678",
      arn: "arn:aws:lambda:eu-west-1:111122223333:function:acme-prod-x",
      empty: null,
      token: null,
    };
    expect(redact(harmless, [])).toEqual(harmless);
  });

  test("a document", () => {
    logger().info("x", { text: "y".repeat(100_000), list: Array.from({ length: 1000 }, (_, n) => n) });
    expect(JSON.stringify(lines).length).toBeLessThan(10_000);
  });
});
