import { SSMClient } from "@aws-sdk/client-ssm";
import { beforeEach, describe, expect, test } from "vitest";
import { ssmSecrets } from "../../../../../../src/templates/infra/runtime/lambda/secrets.ts";
import { listen, type Received } from "./listen.ts";
import { withEnvironment } from "./with-environment.ts";

const set = withEnvironment();
beforeEach(() => set({ PLINTH_APP: "acme", PLINTH_STAGE: "prod" }));

/** SSM, which knows every secret but those called MISSING. */
const ssm = ({ headers, body }: Received) => {
  const { Names = [], WithDecryption } = JSON.parse(body) as { Names?: string[]; WithDecryption?: boolean };
  expect(headers["x-amz-target"]).toBe("AmazonSSM.GetParameters");
  expect(WithDecryption).toBe(true);
  expect(Names.length).toBeLessThanOrEqual(10);
  const found = Names.filter((name) => !name.endsWith("MISSING"));
  return {
    headers: { "content-type": "application/x-amz-json-1.1" },
    body: JSON.stringify({
      Parameters: found.toReversed().map((Name) => ({ Name, Value: `value of ${Name.split("/").at(-1)}` })),
      InvalidParameters: Names.filter((name) => name.endsWith("MISSING")),
    }),
  };
};
const clientOf = (endpoint: string) =>
  new SSMClient({
    endpoint,
    region: "eu-west-1",
    credentials: { accessKeyId: "a", secretAccessKey: "b" },
    maxAttempts: 1,
  });

describe("secrets", () => {
  test("are read at first use, in one call, and then never again", async () => {
    await using server = await listen(ssm);
    const secrets = ssmSecrets(["MAIL_KEY", "PAY_KEY"], clientOf(server.address));
    expect(server.received).toHaveLength(0);
    expect([...secrets.known()]).toEqual([]);
    const [first, second] = await Promise.all([secrets.read(), secrets.read()]);
    expect(first).toEqual({ MAIL_KEY: "value of MAIL_KEY", PAY_KEY: "value of PAY_KEY" });
    expect(second).toBe(first);
    expect(await secrets.read()).toBe(first);
    expect(server.received).toHaveLength(1);
    expect(JSON.parse(server.received[0]?.body ?? "")).toMatchObject({
      Names: ["/acme/prod/secrets/MAIL_KEY", "/acme/prod/secrets/PAY_KEY"],
    });
    expect([...secrets.known()]).toHaveLength(2);
  });

  test("of more than ten come in as few calls as can be", async () => {
    await using server = await listen(ssm);
    const names = Array.from({ length: 23 }, (_, number) => `KEY_${number}`);
    const read = await ssmSecrets(names, clientOf(server.address)).read();
    expect(Object.keys(read).sort()).toEqual(names.toSorted());
    expect(server.received).toHaveLength(3);
  });

  test("that are not set are named", async () => {
    await using server = await listen(ssm);
    const secrets = ssmSecrets(["MAIL_KEY", "MISSING"], clientOf(server.address));
    await expect(secrets.read()).rejects.toThrow("These secrets are not set in this stage: MISSING.");
  });

  test("that could not be read are tried again", async () => {
    let fails = true;
    await using server = await listen((request) => {
      if (!fails) return ssm(request);
      fails = false;
      return { status: 400, body: '{"__type":"AccessDeniedException","message":"no"}' };
    });
    const secrets = ssmSecrets(["MAIL_KEY"], clientOf(server.address));
    await expect(secrets.read()).rejects.toThrow("no");
    expect(await secrets.read()).toEqual({ MAIL_KEY: "value of MAIL_KEY" });
  });
});
