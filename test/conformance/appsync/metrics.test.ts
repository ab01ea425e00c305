import { CloudWatchClient, type Statistic } from "@aws-sdk/client-cloudwatch";
import { expect, test } from "vitest";
import { expectMeasured, measured } from "../../support/cloud/measured.ts";
import { target } from "../../support/cloud/target.ts";
import { createApi } from "./api.ts";

// https://docs.aws.amazon.com/appsync/latest/devguide/monitoring.html#cw-metrics

const { settings } = target();

test("CloudWatch is told of an API's requests, how long they took, and whose fault it was that some failed", async () => {
  const api = await createApi(settings, "type Query { good: String }");
  const code = "export function request() { return {}; }\nexport function response() { return 'yes'; }";
  await api.resolver("Query", "good", "nothing", code);
  const cloudWatch = new CloudWatchClient(settings);
  const metric = (name: string, statistic: Statistic) => ({
    namespace: "AWS/AppSync",
    name,
    statistic,
    dimensions: { GraphQLAPIId: api.apiId },
  });
  for (let count = 0; count < 3; count += 1) expect((await api.query("{ good }")).status).toBe(200);
  expect((await api.query("{ good }", {}, { "x-api-key": "another" })).status).toBe(401);
  // An error of a field is no error of the request.
  expect((await api.query("{ bad }")).status).toBe(200);
  await expectMeasured(cloudWatch, 5, metric("Requests", "Sum"));
  await expectMeasured(cloudWatch, 1, metric("4XXError", "Sum"));
  await expectMeasured(cloudWatch, 0, metric("5XXError", "Sum"));
  await expectMeasured(cloudWatch, 5, metric("Latency", "SampleCount"));
  expect(await measured(cloudWatch, metric("Latency", "Maximum"))).toBeLessThan(30_000);
}, 200_000);
