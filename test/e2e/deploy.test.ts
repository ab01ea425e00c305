import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { plinth, type Ran, root, shellEnvironment } from "./support/run.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";

const folder = temporaryFolder();
const project = join(folder, "acme");
const addCustomer = ["add-model", "Customer", "name:text", "email:email:unique"];

beforeAll(async () => {
  await plinth(["init", "acme", "--yes", "--no-install", "--no-git"], { folder });
  symlinkSync(join(root, "node_modules"), join(project, "node_modules"), "junction");
  await plinth(addCustomer, { folder: project });
}, 60_000);

const deploy = (words: readonly string[] = [], environment: Record<string, string> = {}): Promise<Ran> =>
  plinth(["deploy", "--fast", ...words], { folder: project, environment });

describe("to the local cloud, which runs for as long as the command", () => {
  test("a first time, with no account and no terminal", async () => {
    const { code, stdout, stderr } = await deploy();
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(stderr).toContain("Deploying to local\n");
    expect(stderr).toContain("  + model Customer\n");
    const planned = /acme-local-service: new, (\d+) resources/.exec(stderr)?.[1];
    expect(stderr).toContain(`\nDeploy acme-local-service: ${planned} resources (`);
    expect(stdout).toMatch(/^Deployed to local \(/);
    expect(stdout).toContain("It answers while the local cloud runs: plinth dev, or plinth cloud start.");
    expect(existsSync(join(project, "client/amplify_outputs.json"))).toBe(true);
  }, 120_000);

  test("again: nothing, in JSON", async () => {
    const { code, stdout, stderr } = await deploy(["--json"]);
    const { ok, result } = JSON.parse(stdout);
    expect({ code, stderr, ok }).toEqual({ code: 0, stderr: "", ok: true });
    expect(result).toMatchObject({ stage: "local", changed: false, plan: { stacks: [], changes: [] } });
    expect(Object.keys(result).toSorted()).toEqual(
      ["changed", "client", "milliseconds", "outputs", "plan", "stage", "temporary"].toSorted(),
    );
  }, 120_000);

  test("models that were changed and not generated are not deployed behind one's back", async () => {
    const path = join(project, "models/customer.ts");
    const before = readFileSync(path, "utf8");
    writeFileSync(
      path,
      before
        .replace("name: text()", "name: text(), phone: phone().optional()")
        .replace("import { ", "import { phone, "),
    );
    expect(await deploy()).toMatchObject({ code: 2, stderr: expect.stringContaining("plinth generate") });
    const { code, stderr } = await deploy(["--yes"]);
    expect({ code, stderr }).toMatchObject({
      code: 0,
      stderr: expect.stringContaining("+ field Customer.phone"),
    });
  }, 120_000);
});

describe("to AWS, wherever the SDK finds it", () => {
  const other = join(folder, "elsewhere");
  let environment: Record<string, string>;

  beforeAll(async () => {
    mkdirSync(other);
    const words = ["cloud", "start", "--background", "--port", "0", "--state", other, "--json"];
    const { result } = JSON.parse((await plinth(words, { folder })).stdout);
    environment = {
      AWS_ENDPOINT_URL: result.endpoint,
      AWS_ACCESS_KEY_ID: result.credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: result.credentials.secretAccessKey,
    };
    return async () => {
      await plinth(["cloud", "stop", "--state", other], { folder });
    };
  }, 60_000);

  test("a protected stage is not deployed where nobody can be asked", async () => {
    const { code, stderr } = await deploy(["--stage", "prod"], environment);
    expect(code).toBe(3);
    expect(stderr).toContain("Add --yes");
  }, 120_000);

  test("killed in the middle, it is run again and ends well", async () => {
    const child = spawn(
      process.execPath,
      [join(root, "bin/run.js"), "deploy", "--fast", "--stage", "prod", "--yes"],
      {
        cwd: project,
        env: shellEnvironment(environment),
        stdio: ["ignore", "ignore", "pipe"],
      },
    );
    const killed = new Promise((resolve) => child.once("close", resolve));
    child.stderr.on("data", (chunk: Buffer) => {
      if (chunk.toString().includes("Publish")) child.kill("SIGKILL");
    });
    await killed;
    const { code, stdout } = await deploy(["--stage", "prod", "--yes"], environment);
    expect({ code, stdout }).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^Deployed to prod|^Up to date/),
    });
    expect(JSON.parse(readFileSync(join(project, "client/amplify_outputs.json"), "utf8"))).toMatchObject({
      version: "1.4",
      auth: { user_pool_id: expect.stringMatching(/^us-east-1_/) },
      data: { default_authorization_type: "AMAZON_COGNITO_USER_POOLS" },
    });
  }, 120_000);

  test("two at once: one waits for the other", async () => {
    cpSync(project, join(folder, "copy"), { recursive: true, filter: (path) => !path.includes(".plinth") });
    await plinth(["add-model", "Note", "text:text"], { folder: project });
    await plinth(["add-model", "Note", "text:text"], { folder: join(folder, "copy") });
    const words = ["deploy", "--fast", "--stage", "prod", "--yes"];
    const both = await Promise.all([
      plinth(words, { folder: project, environment }),
      plinth(words, { folder: join(folder, "copy"), environment }),
    ]);
    expect(both.map(({ code, stderr }) => ({ code, stderr }))).toMatchObject([{ code: 0 }, { code: 0 }]);
  }, 120_000);

  test("no credentials, or those of nobody: said in plain words", async () => {
    const stranger = { ...environment, AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE" };
    expect(await deploy(["--stage", "prod", "--yes"], stranger)).toMatchObject({
      code: 3,
      stderr: expect.stringContaining("AWS does not take these credentials"),
    });
    const nobody = { AWS_EC2_METADATA_DISABLED: "true", AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: "" };
    expect(await deploy(["--stage", "prod", "--yes"], nobody)).toMatchObject({
      code: 3,
      stderr: expect.stringContaining("There are no AWS credentials"),
    });
  }, 120_000);

  test("a stage that there is not", async () => {
    expect(await deploy(["--stage", "staging"])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("The stages are: dev, prod, local."),
    });
  }, 120_000);
});
