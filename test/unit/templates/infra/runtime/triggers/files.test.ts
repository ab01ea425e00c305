import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { verifySignature } from "../../../../../../src/local/signing/verify-signature.ts";
import type { AppSyncEvent } from "../../../../../../src/templates/infra/runtime/lambda/appsync-event.ts";
import { parseFileKey } from "../../../../../../src/templates/infra/runtime/lambda/files/file-key.ts";
import { createFilesHandler } from "../../../../../../src/templates/infra/runtime/triggers/files/create-files-handler.ts";
import { safeFileName } from "../../../../../../src/templates/infra/runtime/triggers/files/safe-file-name.ts";
import { quietLogs } from "../lambda/quiet-logs.ts";
import { signedRequest } from "./signed-request.ts";

quietLogs();

const now = new Date("2026-11-22T12:00:00.000Z");
const secret = "secret/of+the=role";
const handler = createFilesHandler({
  bucket: "acme-files",
  credentials: () => ({
    accessKeyId: "ASIAEXAMPLE",
    secretAccessKey: secret,
    sessionToken: "session/token+=",
    region: "eu-west-1",
  }),
  now: () => now,
});
const invocation = { awsRequestId: "request", getRemainingTimeInMillis: () => 5000 };

const member = { claims: { sub: "jane", tenant_id: "acme", roles: ["member"] } };
const event = (
  field: "File.url" | "Mutation.createUpload",
  part: Partial<AppSyncEvent>,
  identity: AppSyncEvent["identity"] = member,
): AppSyncEvent => {
  const [parentTypeName = "", fieldName = ""] = field.split(".");
  return {
    arguments: {},
    identity,
    source: null,
    request: { headers: {} },
    info: { parentTypeName, fieldName },
    ...part,
  };
};

interface Upload {
  readonly key: string;
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly expiresAt: string;
}

const upload = (input: object, identity?: AppSyncEvent["identity"]) =>
  handler(event("Mutation.createUpload", { arguments: { input } }, identity), invocation);
const uploadOk = async (input: object = {}): Promise<Upload> => {
  const answer = await upload({ name: "scan.pdf", contentType: "application/pdf", size: 1234, ...input });
  if (!("data" in answer)) throw new Error(JSON.stringify(answer));
  return answer.data as Upload;
};
const download = (
  source: object | null,
  identity?: AppSyncEvent["identity"],
  headers: Record<string, string> = {},
) =>
  handler(
    event("File.url", { source: source as AppSyncEvent["source"], request: { headers } }, identity),
    invocation,
  );
const downloadOk = async (source: object): Promise<string> => {
  const answer = await download(source);
  if (!("data" in answer)) throw new Error(JSON.stringify(answer));
  return String(answer.data);
};

const verify = (method: string, url: string, headers: Record<string, string> = {}, at = now.getTime()) =>
  verifySignature(signedRequest(method, url, headers), () => secret, at);

afterEach(() => {
  delete process.env["AWS_ENDPOINT_URL"];
  delete process.env["AWS_ENDPOINT_URL_S3"];
});

describe("createUpload", () => {
  test("makes the key, and signs exactly what was announced", async () => {
    const { key, url, headers, expiresAt } = await uploadOk({ prefix: "invoices/" });
    expect(key).toMatch(/^tenants\/acme\/invoices\/01[0-9A-HJKMNP-TV-Z]{24}\/scan\.pdf$/);
    expect(headers).toEqual({ "content-type": "application/pdf" });
    expect(expiresAt).toBe("2026-11-22T12:15:00.000Z");
    const { origin, pathname, searchParams } = new URL(url);
    expect(`${origin}${pathname}`).toBe(`https://acme-files.s3.eu-west-1.amazonaws.com/${key}`);
    expect(searchParams.get("X-Amz-Expires")).toBe("900");
    expect(searchParams.get("X-Amz-Date")).toBe("20261122T120000Z");
    expect(searchParams.get("X-Amz-SignedHeaders")).toBe("content-length;content-type;host");
    expect(searchParams.get("X-Amz-Credential")).toBe("ASIAEXAMPLE/20261122/eu-west-1/s3/aws4_request");
    expect(searchParams.get("X-Amz-Security-Token")).toBe("session/token+=");
    expect(url).not.toContain("secret");
  });

  test("gives a URL that takes the announced file, and no other, no later, nowhere else", async () => {
    const { url } = await uploadOk();
    const right = { "content-type": "application/pdf", "content-length": "1234" };
    expect(verify("PUT", url, right)).toMatchObject({ service: "s3", region: "eu-west-1" });
    const wrong: [string, string, Record<string, string>, number?][] = [
      ["PUT", url, { ...right, "content-length": "1235" }],
      ["PUT", url, { ...right, "content-type": "text/html" }],
      ["GET", url, right],
      ["DELETE", url, right],
      ["PUT", url.replace("scan.pdf", "scan.exe"), right],
      ["PUT", url.replace("tenants/acme", "tenants/other"), right],
      ["PUT", url.replace("X-Amz-Expires=900", "X-Amz-Expires=90000"), right],
      ["PUT", url, right, now.getTime() + 901_000],
    ];
    for (const [method, address, headers, at] of wrong) {
      expect(() => verify(method, address, headers, at), `${method} ${JSON.stringify(headers)}`).toThrow();
    }
  });

  test("goes to the local cloud where the environment names it, by path", async () => {
    process.env["AWS_ENDPOINT_URL"] = "http://127.0.0.1:4566";
    const { key, url } = await uploadOk();
    expect(url.startsWith(`http://127.0.0.1:4566/acme-files/${key}?`)).toBe(true);
    expect(
      verify("PUT", url, { "content-type": "application/pdf", "content-length": "1234" }),
    ).not.toBeNull();
  });

  test.each([
    [{ name: "" }, "name"],
    [{ name: "x".repeat(256) }, "name"],
    [{ size: -1 }, "size"],
    [{ size: 1.5 }, "size"],
    [{ size: 600 * 1024 * 1024 }, "size"],
    [{ size: Number.NaN }, "size"],
    [{ contentType: "pdf" }, "contentType"],
    [{ contentType: "text/html\r\nx-amz-acl: public-read" }, "contentType"],
    [{ contentType: "" }, "contentType"],
    [{ prefix: "../other" }, "prefix"],
    [{ prefix: "/" }, "prefix"],
    [{ prefix: "" }, "prefix"],
    [{ prefix: "a//b" }, "prefix"],
    [{ prefix: "a/b/c/d" }, "prefix"],
    [{ prefix: "a/%2e%2e" }, "prefix"],
    [{ prefix: "а" }, "prefix"],
  ])("refuses %j", async (input, field) => {
    const answer = await upload({ name: "a", contentType: "a/b", size: 1, ...input });
    expect(answer).toMatchObject({ error: { type: "Invalid", info: { problems: [{ field }] } } });
  });

  test.each([
    ["nobody", null],
    ["a user without a tenant", { claims: { sub: "jane" } }],
    ["an empty tenant", { claims: { sub: "jane", tenant_id: "" } }],
    ["a tenant that is a path", { claims: { sub: "jane", tenant_id: "../x" } }],
    ["a tenant in a list", { claims: { sub: "jane", tenant_id: ["acme"] } }],
    [
      "a guest of an identity pool",
      { userArn: "arn:aws:sts::1:assumed-role/guest/x", cognitoIdentityId: "eu:1" },
    ],
  ])("refuses %s", async (_, identity) => {
    const input = { name: "a", contentType: "a/b", size: 1 };
    expect(await upload(input, identity as AppSyncEvent["identity"])).toMatchObject({
      error: { type: "Unauthorized" },
    });
  });

  test("takes the tenant of the system from the header, and of users never", async () => {
    const input = { name: "a", contentType: "a/b", size: 1 };
    const headers = { "x-plinth-tenant": "other" };
    const asSystem = { userArn: "arn:aws:sts::1:assumed-role/fn/x" };
    const part = { arguments: { input }, request: { headers } };
    const system = await handler(event("Mutation.createUpload", part, asSystem), invocation);
    const user = await handler(event("Mutation.createUpload", part), invocation);
    expect(JSON.stringify(system)).toContain("tenants/other/files/");
    expect(JSON.stringify(user)).toContain("tenants/acme/files/");
  });
});

describe("names in keys", () => {
  test.each([
    ["scan.pdf", "scan.pdf"],
    ["Rechnung für Müller.PDF", "Rechnung-fur-Muller.PDF"],
    ["C:\\Users\\jane\\notes.txt", "notes.txt"],
    ["../../etc/passwd", "passwd"],
    ["..", "file"],
    [".htaccess", "htaccess"],
    ["請求書.pdf", "file.pdf"],
    ["請求書", "file"],
    ["invoice\u202Efdp.exe", "invoice-fdp.exe"],
    ["a\u0000b\nc.txt", "a-b-c.txt"],
    ["a....b", "a.b"],
    ["%2e%2e%2fx", "2e-2e-2fx"],
    [`${"x".repeat(300)}.pdf`, `${"x".repeat(80)}.pdf`],
    ["／../secret", "secret"],
    ["ﬁle‥txt", "file.txt"],
  ])("%j becomes %j", (name, safe) => {
    expect(safeFileName(name)).toBe(safe);
  });

  test("are one harmless part, whatever they were", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (name) => {
        const safe = safeFileName(name);
        expect(safe).toMatch(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,94}$/);
        expect(parseFileKey(`tenants/acme/files/01K/${safe}`)).toMatchObject({
          tenantId: "acme",
          name: safe,
        });
      }),
    );
  });
});

describe("File.url", () => {
  const key = "tenants/acme/invoices/01K/scan.pdf";
  const file = { key, name: "Scan für Müller (1).pdf", contentType: "application/pdf", size: 1 };

  test("reads the tenant's file for an hour, under its own name", async () => {
    const url = await downloadOk(file);
    const { searchParams } = new URL(url);
    expect(searchParams.get("X-Amz-Expires")).toBe("3600");
    expect(searchParams.get("response-content-type")).toBe("application/pdf");
    expect(searchParams.get("response-content-disposition")).toBe(
      "inline; filename*=UTF-8''Scan%20f%C3%BCr%20M%C3%BCller%20%281%29.pdf",
    );
    expect(verify("GET", url)).toMatchObject({ service: "s3" });
    expect(() => verify("PUT", url)).toThrow();
    expect(() => verify("GET", url.replace("acme/invoices", "other/invoices"))).toThrow();
    expect(() => verify("GET", url, {}, now.getTime() + 3_601_000)).toThrow();
  });

  test.each(["text/html", "image/svg+xml", "application/xhtml+xml", "nonsense", 'text/html; x="', null])(
    "makes a browser save %j, and run nothing",
    async (contentType) => {
      const { searchParams } = new URL(await downloadOk({ ...file, contentType }));
      expect(searchParams.get("response-content-type")).toBe("application/octet-stream");
      expect(searchParams.get("response-content-disposition")).toMatch(/^attachment; /);
    },
  );

  test("puts no name out of its place", async () => {
    const hostile = await downloadOk({ ...file, name: `a"\r\nset-cookie: x=1;'()*\ud800` });
    const text = new URL(hostile).searchParams.get("response-content-disposition");
    expect(text).toMatch(/^inline; filename\*=UTF-8''[\w%.~-]+$/);
  });

  const escapes = [
    "tenants/other/invoices/01K/scan.pdf",
    "tenants/acme2/01K/scan.pdf",
    "tenants/acme",
    "tenants/acme/",
    "tenants/acme/../other/scan.pdf",
    "tenants/acme/./scan.pdf",
    "tenants/acme/.../scan.pdf",
    "tenants/acme//scan.pdf",
    "tenants/acme/%2e%2e/other/scan.pdf",
    "tenants/acme/..%2fother/scan.pdf",
    "tenants/acme/..\\other\\scan.pdf",
    "tenants/acme/．．/other/scan.pdf",
    "tenants／acme/scan.pdf",
    "tenants/аcme/scan.pdf",
    "tenants/ACME/scan.pdf",
    "tenants/acme/scan.pdf?versionId=1",
    "tenants/acme/scan.pdf#x",
    "tenants/acme/a b.pdf",
    "tenants/acme/a\u0000.pdf",
    "tenants/acme/a\n/b.pdf",
    "/tenants/acme/scan.pdf",
    "https://evil.example/tenants/acme/scan.pdf",
    `tenants/acme/${"x/".repeat(600)}y`,
    "",
    null,
    7,
    ["tenants/acme/scan.pdf"],
  ];
  test.each(escapes)("finds nothing at %j", async (outside) => {
    expect(await download({ ...file, key: outside })).toEqual({
      error: { type: "NotFound", message: "There is no such file.", info: null },
    });
  });

  test("never signs for anything outside, whatever the key says", async () => {
    const part = fc.constantFrom(
      "tenants",
      "acme",
      "other",
      "..",
      ".",
      "%2e%2e",
      "/",
      "//",
      "\\",
      "a",
      "？",
      "..;",
      "",
    );
    const keys = fc.oneof(
      fc.array(part, { maxLength: 8 }).map((parts) => parts.join("/")),
      fc.string({ unit: "binary", maxLength: 40 }).map((rest) => `tenants/acme/${rest}`),
    );
    await fc.assert(
      fc.asyncProperty(keys, async (any) => {
        const answer = await download({ ...file, key: any });
        if ("data" in answer) {
          expect(new URL(String(answer.data)).pathname).toBe(`/${any}`);
          expect(any).toMatch(/^tenants\/acme\/[\w./-]+$/);
        }
      }),
    );
  });

  test("is answered for many at once, each by itself", async () => {
    const other = { ...file, key: "tenants/other/01K/a.pdf" };
    const events = [file, other, null].map((source) => event("File.url", { source }));
    expect(await handler(events, invocation)).toMatchObject([
      { data: expect.stringContaining("/tenants/acme/") },
      { error: { type: "NotFound" } },
      { error: { type: "NotFound" } },
    ]);
  });

  test("knows no other field", async () => {
    const other = { ...event("File.url", {}), info: { parentTypeName: "Query", fieldName: "getInvoice" } };
    expect(await handler(other, invocation)).toMatchObject({ error: { type: "NotFound" } });
  });

  test("tells nothing of a failure inside", async () => {
    const broken = createFilesHandler({
      bucket: "b",
      credentials: () => {
        throw new Error("AWS_SECRET_ACCESS_KEY is not set");
      },
      now: () => now,
    });
    await expect(broken(event("File.url", { source: file }), invocation)).rejects.toThrow(
      /^Something went wrong. Request request.$/,
    );
  });
});
