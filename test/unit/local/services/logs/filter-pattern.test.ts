import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { filterPattern } from "../../../../../src/local/services/logs/filter/filter-pattern.ts";

describe("terms", () => {
  test.each([
    ["", "anything", true],
    ["ERROR", "an ERROR here", true],
    ["ERROR", "an error here", false],
    ["ERROR timeout", "timeout: ERROR", true],
    ["ERROR timeout", "ERROR", false],
    ['"two words"', "with two words in it", true],
    ['"two words"', "words, two", false],
    ['"say \\"hi\\""', 'they say "hi"', true],
    ["-debug", "info", true],
    ["-debug", "debug", false],
    ["ERROR -timeout", "ERROR timeout", false],
    ["?a ?b", "only b", true],
    ["?q ?z", "only b", false],
    ["ERROR ?x", "ERROR", true],
    ["%[0-9]{3}%", "status 404", true],
    ["%^[0-9]{3}%", "status 404", false],
  ])("%s in %s: %s", (pattern, message, result) => {
    expect(filterPattern(pattern)(message)).toBe(result);
  });
});

describe("JSON", () => {
  const event = JSON.stringify({
    level: "error",
    code: 42,
    ok: true,
    bad: false,
    nothing: null,
    user: { name: "Ada L", tags: ["x", "y"] },
    items: [{ id: 1 }, { id: 2 }],
    "odd key": 1,
  });

  test.each([
    ['{ $.level = "error" }', true],
    ["{ $.level = error }", true],
    ['{ $.level != "error" }', false],
    ['{ $.level = "err*" }', true],
    ['{ $.user.name = "*da*" }', true],
    ["{ $.code = 42 }", true],
    ["{ $.code = 4.2e1 }", true],
    ["{ $.code > 41.5 && $.code <= 42 }", true],
    ["{ $.code < 42 || $.code > 42 }", false],
    ["{ $.ok IS TRUE }", true],
    ["{ $.bad IS FALSE }", true],
    ["{ $.ok is false }", false],
    ["{ $.nothing IS NULL }", true],
    ["{ $.missing NOT EXISTS }", true],
    ["{ $.nothing NOT EXISTS }", false],
    ["{ $.missing != 1 }", false],
    ['{ $.user.tags[1] = "y" }', true],
    ['{ $.user.tags[*] = "x" }', true],
    ["{ $.items[*].id = 2 }", true],
    ["{ $.items[5].id = 2 }", false],
    ["{ $['odd key'] = 1 }", true],
    ['{ ($.code = 1 || $.code = 42) && $.level = "error" }', true],
    ['{ $.code = 42 || $.code = 1 && $.level = "none" }', true],
    ["{ $.level = %^err% }", true],
    ["{ $.level = %^warn% }", false],
  ])("%s: %s", (pattern, result) => {
    expect(filterPattern(pattern)(event)).toBe(result);
  });

  test("what is no JSON does not match", () => {
    expect(filterPattern("{ $.a NOT EXISTS }")("plain")).toBe(false);
    expect(filterPattern("{ $.a NOT EXISTS }")("{ broken")).toBe(false);
  });
});

describe("columns", () => {
  const line = '127.0.0.1 - frank [10/Oct/2000:13:25:15 -0700] "GET /index.html HTTP/1.0" 404 1534';

  test.each([
    ["[ip, id, user, time, request, status, size]", true],
    ["[ip, id, user]", false],
    ["[ip, ...]", true],
    ["[..., size]", true],
    ["[ip, id, user = frank, ...]", true],
    ['[ip, ..., request = "GET *", status, size]', true],
    ["[ip, ..., status = 4*, size]", true],
    ["[ip, ..., status != 404, size]", false],
    ["[ip, ..., status, size > 1000 && size < 2000]", true],
    ["[ip, ..., status = 5* || status = 404, size]", true],
    ["[ip = %^127%, ...]", true],
  ])("%s: %s", (pattern, result) => {
    expect(filterPattern(pattern)(line)).toBe(result);
  });
});

describe("what is no pattern is refused", () => {
  test.each([
    "{ $.a = 1",
    "{ $.a }",
    "{ a = 1 }",
    "{ $.a > x }",
    "{ ($.a = 1 }",
    "{ }",
    "[a, b",
    "[a = ]",
    "[..., a, ...]",
    '"open',
    "%(group)%",
  ])("%s", (pattern) => {
    expect(() => filterPattern(pattern)).toThrow(
      expect.objectContaining({ code: "InvalidParameterException" }),
    );
  });

  test("never anything but a test or a refusal", () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 60, unit: fc.constantFrom(...'{}[]()$.=!<>&|"% a1*?-,') }),
        fc.string(),
        (pattern, message) => {
          try {
            expect(typeof filterPattern(pattern)(message)).toBe("boolean");
          } catch (error) {
            expect(error).toMatchObject({ code: "InvalidParameterException" });
          }
        },
      ),
      { numRuns: 2000 },
    );
  });
});
