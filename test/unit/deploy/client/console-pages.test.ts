import { describe, expect, test } from "vitest";
import { cloudPage, consolePage, pages } from "../../../../src/deploy/client/console-pages.ts";

const outputs = {
  app: "acme",
  stage: "dev",
  region: "eu-west-1",
  account: "111122223333",
  graphqlUrl: "https://x.appsync-api.eu-west-1.amazonaws.com/graphql",
  realtimeUrl: null,
  httpUrl: null,
  apiId: "abcdef",
  userPoolId: "eu-west-1_AbCd",
  userPoolClientId: "client",
  filesBucket: "acme-files",
  table: "acme-table",
};

describe("AWS's console", () => {
  test.each(pages)("has a page for %s, in the stage's region", (page) => {
    const url = new URL(consolePage(page, outputs) ?? "");
    expect(url.protocol).toBe("https:");
    expect(url.host).toBe("eu-west-1.console.aws.amazon.com");
    expect(url.searchParams.get("region")).toBe("eu-west-1");
  });

  test("its pages show what belongs to the stage", () => {
    const shown = {
      api: "abcdef",
      users: "eu-west-1_AbCd",
      table: "acme-table",
      files: "acme-files",
    } as const;
    for (const [page, id] of Object.entries(shown))
      expect(consolePage(page as keyof typeof shown, outputs)).toContain(id);
    for (const page of ["console", "logs", "dashboard"] as const)
      expect(consolePage(page, outputs)).toContain("acme-dev");
  });

  test("has none for what a stage does not have", () => {
    const half = { ...outputs, apiId: null, userPoolId: null, table: null, filesBucket: null };
    expect(pages.filter((page) => consolePage(page, half) === null)).toEqual([
      "api",
      "users",
      "table",
      "files",
    ]);
  });

  test("is elsewhere in China and for the government", () => {
    const hosts = ["cn-north-1", "us-gov-west-1"].map(
      (region) => new URL(consolePage("console", { ...outputs, region }) ?? "").host,
    );
    expect(hosts).toEqual(["cn-north-1.console.amazonaws.cn", "us-gov-west-1.console.amazonaws-us-gov.com"]);
  });
});

test("another cloud has its outbox and the API's address", () => {
  const at = "http://localhost:4500";
  expect(pages.map((page) => cloudPage(page, outputs, at))).toEqual([
    `${at}/_plinth/outbox`,
    outputs.graphqlUrl,
    `${at}/_plinth/outbox`,
    null,
    null,
    null,
    null,
  ]);
});
