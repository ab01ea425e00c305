import { describe, expect, test } from "vitest";
import { emailAddress } from "../../../src/tenants/email-address.ts";

describe("emailAddress", () => {
  test.each([
    ["jane@acme.example", "jane@acme.example"],
    [" Jane@Acme.Example ", "jane@acme.example"],
    ["jane.doe+plinth@mail.acme.example", "jane.doe+plinth@mail.acme.example"],
    ["o'hara@acme.example", "o'hara@acme.example"],
    ["j@a.io", "j@a.io"],
    ["jane@zürich.example", "jane@zürich.example"],
  ])("%j", (text, address) => {
    expect(emailAddress(text)).toBe(address);
  });

  test.each([
    "",
    "jane",
    "jane@",
    "@acme.example",
    "jane@acme",
    "jane@acme..example",
    "jane@-acme.example",
    ".jane@acme.example",
    "jane.@acme.example",
    "ja..ne@acme.example",
    "jane doe@acme.example",
    "jane@acme.example,joe@acme.example",
    "Jane <jane@acme.example>",
    '"jane"@acme.example',
    "jane@@acme.example",
    "ja\u0000ne@acme.example",
    `${"x".repeat(120)}@acme.example`,
  ])("%j is refused", (text) => {
    expect(() => emailAddress(text)).toThrow(expect.objectContaining({ code: "EMAIL_INVALID", exit: 2 }));
  });
});
