import type { Cloud } from "../../../src/local/cloud.ts";
import { module } from "../../support/cloud/function-code.ts";
import { root } from "../../support/cloud/service-caller.ts";

/**
 * Makes one thing of each kind, so that requests that name it reach more than "there is none".
 *
 * @returns values that mean something, by member name
 */
export async function fixtures(cloud: Cloud): Promise<Readonly<Record<string, readonly unknown[]>>> {
  const call = (service: string, operation: string, input: object) =>
    cloud.call(service, operation, input, root) as Promise<Record<string, Readonly<Record<string, string>>>>;
  const trust = JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
    ],
  });
  const role = `arn:aws:iam::${cloud.accountId}:role/fuzz`;
  await call("iam", "CreateRole", { RoleName: "fuzz", AssumeRolePolicyDocument: trust });
  await call("dynamodb", "CreateTable", {
    TableName: "fuzz",
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
    KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
  });
  await call("s3", "CreateBucket", {
    Bucket: "fuzz",
    CreateBucketConfiguration: { LocationConstraint: cloud.region },
  });
  await call("s3", "PutObject", { Bucket: "fuzz", Key: "key", Body: Buffer.from("object") });
  await call("ssm", "PutParameter", { Name: "/fuzz", Value: "1", Type: "String" });
  await call("logs", "CreateLogGroup", { logGroupName: "fuzz" });
  await call("logs", "CreateLogStream", { logGroupName: "fuzz", logStreamName: "stream" });
  await call("eventbridge", "PutRule", { Name: "fuzz", EventPattern: '{"source":["fuzz"]}' });
  await call("cloudwatch", "PutDashboard", { DashboardName: "fuzz", DashboardBody: "{}" });
  await call("lambda", "CreateFunction", {
    FunctionName: "fuzz",
    Role: role,
    Runtime: "nodejs24.x",
    Handler: "index.handler",
    Code: { ZipFile: Buffer.from(module("export const handler = async (event) => event;")) },
  });
  const queue = await call("sqs", "CreateQueue", { QueueName: "fuzz" });
  const topic = await call("sns", "CreateTopic", { Name: "fuzz" });
  const key = await call("kms", "CreateKey", {});
  const secret = await call("secrets-manager", "CreateSecret", { Name: "fuzz", SecretString: "s" });
  const pool = await call("cognito", "CreateUserPool", { PoolName: "fuzz" });
  const poolId = pool["UserPool"]?.["Id"];
  const client = await call("cognito", "CreateUserPoolClient", { UserPoolId: poolId, ClientName: "fuzz" });
  const api = await call("appsync", "CreateGraphqlApi", { name: "fuzz", authenticationType: "AWS_IAM" });
  const http = await call("apigatewayv2", "CreateApi", { Name: "fuzz", ProtocolType: "HTTP" });
  const template = JSON.stringify({
    Resources: { P: { Type: "AWS::SSM::Parameter", Properties: { Type: "String", Value: "1" } } },
  });
  await call("cloudformation", "CreateStack", { StackName: "fuzz", TemplateBody: template });
  const trusted = [trust, "{}", '{"Version":"2012-10-17","Statement":[]}'];
  const item = {
    pk: { S: "a" },
    n: { N: "1" },
    list: { L: [{ S: "x" }] },
    map: { M: { a: { BOOL: true } } },
  };
  const expressions = ["#a = :a", "attribute_exists(pk)", "n > :a AND (NOT contains(pk, :a))", "pk = :a"];
  return {
    RoleName: ["fuzz"],
    RoleArn: [role],
    Role: [role],
    PolicyDocument: trusted,
    AssumeRolePolicyDocument: trusted,
    PolicyName: ["fuzz"],
    TableName: ["fuzz"],
    RequestItems: [{ fuzz: [{ PutRequest: { Item: item } }] }, { fuzz: { Keys: [{ pk: { S: "a" } }] } }],
    Item: [item],
    Key: [{ pk: { S: "a" } }, "key", "a/b", "new"],
    ConditionExpression: expressions,
    FilterExpression: expressions,
    KeyConditionExpression: ["pk = :a", "pk = :a AND begins_with(sk, :a)", "#a = :a"],
    UpdateExpression: ["SET n = n + :a", "REMOVE list[0]", "ADD n :a", "SET map.a = if_not_exists(#a, :a)"],
    ProjectionExpression: ["pk, n", "list[0].a", "#a"],
    ExpressionAttributeNames: [{ "#a": "pk" }, { "#a": "n" }],
    ExpressionAttributeValues: [{ ":a": { S: "a" } }, { ":a": { N: "1" } }, { ":a": { N: "x" } }],
    Statement: ["SELECT * FROM \"fuzz\" WHERE pk = 'a'", "INSERT INTO fuzz VALUE {'pk':'b'}", "UPDATE"],
    Bucket: ["fuzz"],
    CopySource: ["fuzz/key", "/fuzz/none", "fuzz"],
    UploadId: ["none"],
    Name: ["fuzz", "/fuzz"],
    Names: [["/fuzz"], ["/none", "/fuzz"]],
    logGroupName: ["fuzz"],
    logStreamName: ["stream"],
    filterPattern: ["", "ERROR", "{ $.a = 1 }", "[a, b]", "{ $.a", "%x"],
    EventPattern: ['{"source":["fuzz"]}', '{"a":[{"numeric":[">",1]}]}', "{"],
    FunctionName: ["fuzz"],
    Code: [{ ZipFile: Buffer.from("not a zip").toString("base64") }, { S3Bucket: "fuzz", S3Key: "key" }],
    QueueUrl: [queue["QueueUrl"]],
    WaitTimeSeconds: [0],
    TopicArn: [topic["TopicArn"]],
    KeyId: [key["KeyMetadata"]?.["KeyId"]],
    SecretId: ["fuzz", secret["ARN"]],
    UserPoolId: [poolId],
    ClientId: [client["UserPoolClient"]?.["ClientId"]],
    Username: ["somebody"],
    Password: ["Correct-Horse-1"],
    apiId: [api["graphqlApi"]?.["apiId"]],
    ApiId: [http["ApiId"]],
    StackName: ["fuzz"],
    TemplateBody: [
      template,
      "Resources: {}",
      "Resources:\n  A: !Ref B",
      "{",
      '{"Resources":{"A":{"Type":"AWS::X::Y"}}}',
    ],
    AlarmName: ["fuzz"],
    Namespace: ["Fuzz"],
    MetricName: ["fuzz"],
    Expression: ["m1 + m2", "SUM(METRICS())", "(((", "1 / 0"],
    ScheduleExpression: ["rate(1 day)", "cron(0 6 * * ? *)", "at(2030-01-01T00:00:00)", "rate(x)"],
  };
}
