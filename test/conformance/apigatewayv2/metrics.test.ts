import {
  ApiGatewayV2Client,
  CreateApiCommand,
  CreateIntegrationCommand,
  CreateRouteCommand,
  CreateStageCommand,
  DeleteApiCommand,
} from "@aws-sdk/client-apigatewayv2";
import { CloudWatchClient, type Statistic } from "@aws-sdk/client-cloudwatch";
import { expect, test } from "vitest";
import { expectMeasured } from "../../support/cloud/measured.ts";
import { target } from "../../support/cloud/target.ts";

// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html

const { settings } = target();

test("CloudWatch is told of an API's requests, how long they took, and whose fault it was that some failed", async () => {
  const client = new ApiGatewayV2Client(settings);
  const { ApiId = "", ApiEndpoint = "" } = await client.send(
    new CreateApiCommand({ Name: "measured", ProtocolType: "HTTP" }),
  );
  await client.send(new CreateStageCommand({ ApiId, StageName: "$default", AutoDeploy: true }));
  const { IntegrationId } = await client.send(
    new CreateIntegrationCommand({
      ApiId,
      IntegrationType: "AWS_PROXY",
      IntegrationUri: "arn:aws:lambda:eu-west-1:000000000000:function:absent",
      PayloadFormatVersion: "2.0",
    }),
  );
  const Target = `integrations/${IntegrationId}`;
  await client.send(new CreateRouteCommand({ ApiId, RouteKey: "GET /broken", Target }));
  const statuses = [];
  for (const path of ["/broken", "/nowhere", "/nothing"])
    statuses.push((await fetch(`${ApiEndpoint}${path}`)).status);
  expect(statuses).toEqual([500, 404, 404]);

  const cloudWatch = new CloudWatchClient(settings);
  const metric = (name: string, statistic: Statistic) => ({
    namespace: "AWS/ApiGateway",
    name,
    statistic,
    dimensions: { ApiId },
  });
  await expectMeasured(cloudWatch, 3, metric("Count", "Sum"));
  await expectMeasured(cloudWatch, 2, metric("4xx", "Sum"));
  await expectMeasured(cloudWatch, 1, metric("5xx", "Sum"));
  await expectMeasured(cloudWatch, 3, metric("Latency", "SampleCount"));
  await expectMeasured(cloudWatch, 1, metric("IntegrationLatency", "SampleCount"));
  await client.send(new DeleteApiCommand({ ApiId }));
}, 200_000);
