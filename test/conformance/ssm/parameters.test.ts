import {
  AddTagsToResourceCommand,
  DeleteParameterCommand,
  DeleteParametersCommand,
  DescribeParametersCommand,
  GetParameterCommand,
  GetParameterHistoryCommand,
  GetParametersByPathCommand,
  GetParametersCommand,
  ListTagsForResourceCommand,
  PutParameterCommand,
  SSMClient,
} from "@aws-sdk/client-ssm";
import { beforeAll, describe, expect, test } from "vitest";
import { target } from "../../support/cloud/target.ts";

const { settings } = target();
const path = `/plinth-conformance/${Date.now()}`;
let ssm: SSMClient;

beforeAll(() => {
  ssm = new SSMClient(settings);
});

const put = (name: string, value: string, more = {}) =>
  ssm.send(new PutParameterCommand({ Name: `${path}/${name}`, Value: value, Type: "String", ...more }));

describe("PutParameter and GetParameter", () => {
  test("a value comes back with its version, type, ARN and date", async () => {
    expect(await put("plain", "one")).toMatchObject({ Version: 1, Tier: "Standard" });
    const { Parameter } = await ssm.send(new GetParameterCommand({ Name: `${path}/plain` }));
    expect(Parameter).toMatchObject({
      Name: `${path}/plain`,
      Value: "one",
      Version: 1,
      Type: "String",
      DataType: "text",
    });
    expect(Parameter?.ARN).toMatch(
      new RegExp(`^arn:aws:ssm:${settings.region}:\\d{12}:parameter${path}/plain$`),
    );
    expect(Math.abs(Date.now() - (Parameter?.LastModifiedDate?.getTime() ?? 0))).toBeLessThan(60_000);
  });

  test("overwriting needs to be asked for, and counts versions", async () => {
    await put("versions", "one");
    await expect(put("versions", "two")).rejects.toMatchObject({ name: "ParameterAlreadyExists" });
    expect(await put("versions", "two", { Overwrite: true })).toMatchObject({ Version: 2 });
    const old = await ssm.send(new GetParameterCommand({ Name: `${path}/versions:1` }));
    expect(old.Parameter?.Value).toBe("one");
    const history = await ssm.send(new GetParameterHistoryCommand({ Name: `${path}/versions` }));
    expect(history.Parameters?.map(({ Value }) => Value)).toEqual(["one", "two"]);
  });

  test("a SecureString shows its value on request only", async () => {
    await put("secret", "s3cret", { Type: "SecureString" });
    const hidden = await ssm.send(new GetParameterCommand({ Name: `${path}/secret` }));
    expect(hidden.Parameter?.Value).not.toContain("s3cret");
    const shown = await ssm.send(new GetParameterCommand({ Name: `${path}/secret`, WithDecryption: true }));
    expect(shown.Parameter?.Value).toBe("s3cret");
  });

  test.each([
    ["a missing parameter", new GetParameterCommand({ Name: `${path}/none` }), "ParameterNotFound"],
    ["a missing version", new GetParameterCommand({ Name: `${path}/plain:99` }), "ParameterVersionNotFound"],
    ["deleting what is not there", new DeleteParameterCommand({ Name: `${path}/none` }), "ParameterNotFound"],
  ])("%s", async (_, command, name) => {
    await expect(ssm.send(command as GetParameterCommand)).rejects.toMatchObject({ name });
  });

  test.each([
    ["no type", { Name: `${path}/x`, Value: "x" }],
    ["an empty value", { Name: `${path}/x`, Value: "", Type: "String" as const }],
    ["a name with spaces", { Name: `${path}/a b`, Value: "x", Type: "String" as const }],
    ["a reserved name", { Name: "aws-x", Value: "x", Type: "String" as const }],
    ["slashes without a leading one", { Name: "a/b", Value: "x", Type: "String" as const }],
    ["a standard value over 4 KB", { Name: `${path}/x`, Value: "x".repeat(4097), Type: "String" as const }],
  ])("refuses %s", async (_, input) => {
    await expect(ssm.send(new PutParameterCommand(input))).rejects.toMatchObject({
      name: "ValidationException",
    });
  });
});

describe("many at once", () => {
  test("GetParameters answers what is there and names what is not", async () => {
    await put("many/a", "1");
    await put("many/b", "2");
    const answer = await ssm.send(
      new GetParametersCommand({ Names: [`${path}/many/a`, `${path}/many/b`, `${path}/many/none`] }),
    );
    expect(answer.Parameters?.map(({ Value }) => Value).sort()).toEqual(["1", "2"]);
    expect(answer.InvalidParameters).toEqual([`${path}/many/none`]);
  });

  test("GetParametersByPath goes one level, or all, and pages", async () => {
    for (const name of ["tree/a", "tree/b", "tree/c", "tree/deep/d"]) await put(name, name);
    const flat = await ssm.send(new GetParametersByPathCommand({ Path: `${path}/tree` }));
    expect(flat.Parameters).toHaveLength(3);
    const names: (string | undefined)[] = [];
    let NextToken: string | undefined;
    do {
      const page = await ssm.send(
        new GetParametersByPathCommand({ Path: `${path}/tree`, Recursive: true, MaxResults: 2, NextToken }),
      );
      names.push(...(page.Parameters ?? []).map(({ Name }) => Name));
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    expect(names.sort()).toEqual(["a", "b", "c", "deep/d"].map((name) => `${path}/tree/${name}`));
  });

  test("DescribeParameters filters and does not show values", async () => {
    await put("described", "hidden", { Description: "what it is" });
    const answer = await ssm.send(
      new DescribeParametersCommand({ ParameterFilters: [{ Key: "Name", Values: [`${path}/described`] }] }),
    );
    expect(answer.Parameters).toMatchObject([
      { Name: `${path}/described`, Description: "what it is", Version: 1 },
    ]);
    expect(JSON.stringify(answer.Parameters)).not.toContain("hidden");
  });

  test("tags are added and listed", async () => {
    await put("tagged", "x", { Tags: [{ Key: "team", Value: "core" }] });
    const ResourceId = `${path}/tagged`;
    await ssm.send(
      new AddTagsToResourceCommand({
        ResourceType: "Parameter",
        ResourceId,
        Tags: [{ Key: "stage", Value: "dev" }],
      }),
    );
    const { TagList } = await ssm.send(
      new ListTagsForResourceCommand({ ResourceType: "Parameter", ResourceId }),
    );
    expect(TagList).toEqual(
      expect.arrayContaining([
        { Key: "team", Value: "core" },
        { Key: "stage", Value: "dev" },
      ]),
    );
  });

  test("DeleteParameters says what it deleted", async () => {
    await put("gone", "x");
    const answer = await ssm.send(new DeleteParametersCommand({ Names: [`${path}/gone`, `${path}/never`] }));
    expect(answer).toMatchObject({
      DeletedParameters: [`${path}/gone`],
      InvalidParameters: [`${path}/never`],
    });
  });
});

test("a wrong secret is refused", async () => {
  const stranger = new SSMClient({
    ...settings,
    credentials: { accessKeyId: "AKIAPLINTHLOCALCLOUD", secretAccessKey: "wrong" },
  });
  await expect(stranger.send(new GetParameterCommand({ Name: "x" }))).rejects.toMatchObject({
    name: "InvalidSignatureException",
  });
});
