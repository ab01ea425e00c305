/** One call of the AWS command line, and what it must say. */
export interface Step {
  readonly words: readonly string[];
  /** Left out: anything, as long as it succeeds. */
  readonly says?: RegExp;
  /** Keeps what it printed under a name, for `{name}` in later steps. Left out: nothing is kept. */
  readonly keeps?: string;
  /** Milliseconds to wait before. */
  readonly after?: number;
}

const step = (words: string, more: Omit<Step, "words"> = {}): Step => ({ words: words.split(" "), ...more });
const json = (value: unknown) => JSON.stringify(value);
/** `--query ... --output text`: one value by itself. */
const only = (query: string) => ["--query", query, "--output", "text"];

/** For SQS, version 1 of the command line goes by no environment variable. */
const at = ["--endpoint-url", "{endpoint}"];

const trust = json({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
});
const template = json({
  Resources: {
    Topic: { Type: "AWS::SNS::Topic" },
    Setting: { Type: "AWS::SSM::Parameter", Properties: { Type: "String", Value: { Ref: "Topic" } } },
  },
  Outputs: { Topic: { Value: { Ref: "Topic" } } },
});

/**
 * A day's work in every service. `{folder}` is a folder with `hello.txt`, `function.zip` and `template.json`.
 */
export const steps: readonly Step[] = [
  step("sts get-caller-identity", { says: /"Account": "000000000000"/ }),

  step("s3 mb s3://cli-bucket"),
  step("s3 cp {folder}/hello.txt s3://cli-bucket/folder/hello.txt"),
  step("s3 cp {folder}/large.bin s3://cli-bucket/large.bin"),
  step("s3 ls s3://cli-bucket --recursive", { says: /folder\/hello\.txt[\s\S]*large\.bin/ }),
  step("s3 cp s3://cli-bucket/folder/hello.txt -", { says: /^hello from a file/ }),
  step("s3 cp s3://cli-bucket/large.bin {folder}/large.back"),
  step("s3 sync {folder} s3://cli-bucket/all --exclude * --include *.txt", { says: /upload/ }),
  step("s3 presign s3://cli-bucket/folder/hello.txt", { says: /X-Amz-Signature=/, keeps: "presigned" }),
  step("s3api head-object --bucket cli-bucket --key large.bin", { says: /"ContentLength": 12582912/ }),
  step("s3 rm s3://cli-bucket --recursive"),
  step("s3 rb s3://cli-bucket"),

  step(
    "dynamodb create-table --table-name cli --billing-mode PAY_PER_REQUEST --attribute-definitions AttributeName=pk,AttributeType=S --key-schema AttributeName=pk,KeyType=HASH",
  ),
  step("dynamodb wait table-exists --table-name cli"),
  {
    words: ["dynamodb", "put-item", "--table-name", "cli", "--item", json({ pk: { S: "a" }, n: { N: "1" } })],
  },
  {
    words: ["dynamodb", "get-item", "--table-name", "cli", "--key", json({ pk: { S: "a" } })],
    says: /"N": "1"/,
  },
  step("dynamodb scan --table-name cli", { says: /"Count": 1/ }),

  { words: ["iam", "create-role", "--role-name", "cli", "--assume-role-policy-document", trust] },
  { words: ["iam", "get-role", "--role-name", "cli", ...only("Role.Arn")], keeps: "role" },
  step(
    "iam attach-role-policy --role-name cli --policy-arn arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
  ),
  step("iam list-attached-role-policies --role-name cli", { says: /AWSLambdaBasicExecutionRole/ }),

  step(
    "lambda create-function --function-name cli --runtime nodejs24.x --handler index.handler --role {role} --zip-file fileb://{folder}/function.zip",
  ),
  step("lambda wait function-active-v2 --function-name cli"),
  {
    words: [
      ..."lambda invoke --function-name cli --payload fileb://{folder}/payload.json {folder}/answer.json --log-type Tail".split(
        " ",
      ),
      ...only("LogResult"),
    ],
  },
  step("lambda list-functions", { says: /"FunctionName": "cli"/ }),
  step("logs describe-log-streams --log-group-name /aws/lambda/cli", { says: /"logStreamName"/ }),
  step("logs filter-log-events --log-group-name /aws/lambda/cli --filter-pattern doubling", {
    says: /doubling 21/,
  }),

  step("cloudformation deploy --stack-name cli --template-file {folder}/template.json", {
    says: /Successfully/,
  }),
  step(
    "cloudformation deploy --stack-name cli --template-file {folder}/template.json --no-fail-on-empty-changeset",
    // The command line names a change set by the second in which it is called.
    { says: /No changes to deploy/, after: 1100 },
  ),
  {
    words: [
      "cloudformation",
      "describe-stacks",
      "--stack-name",
      "cli",
      ...only("Stacks[0].Outputs[0].OutputValue"),
    ],
    keeps: "topic",
  },
  step("cloudformation delete-stack --stack-name cli"),
  step("cloudformation wait stack-delete-complete --stack-name cli"),

  step("ssm put-parameter --name /cli --value x --type SecureString"),
  step("ssm get-parameter --name /cli --with-decryption", { says: /"Value": "x"/ }),
  step("secretsmanager create-secret --name cli --secret-string s3cret"),
  step("secretsmanager get-secret-value --secret-id cli", { says: /s3cret/ }),

  { words: [..."sqs create-queue --queue-name cli".split(" "), ...at, ...only("QueueUrl")], keeps: "queue" },
  step("sqs send-message --queue-url {queue} --message-body hello --endpoint-url {endpoint}"),
  step("sqs receive-message --queue-url {queue} --endpoint-url {endpoint}", { says: /"Body": "hello"/ }),
  { words: [..."sns create-topic --name cli".split(" "), ...only("TopicArn")], keeps: "topic" },
  step(
    "sns subscribe --topic-arn {topic} --protocol sqs --notification-endpoint arn:aws:sqs:eu-west-1:000000000000:cli",
  ),
  step("sns publish --topic-arn {topic} --message hello", { says: /MessageId/ }),

  { words: ["events", "put-rule", "--name", "cli", "--event-pattern", json({ source: ["cli"] })] },
  step("events list-rules", { says: /"Name": "cli"/ }),
  {
    words: ["events", "put-events", "--entries", json([{ Source: "cli", DetailType: "x", Detail: "{}" }])],
    says: /"FailedEntryCount": 0/,
  },
  step("scheduler list-schedules"),
  step("cloudwatch put-metric-data --namespace Cli --metric-name n --value 1"),
  step("cloudwatch list-metrics --namespace Cli", { says: /"MetricName": "n"/ }),
  step(
    "cloudwatch put-metric-alarm --alarm-name cli --namespace Cli --metric-name n --statistic Sum --period 60 --evaluation-periods 1 --threshold 1 --comparison-operator GreaterThanThreshold",
  ),
  step("cloudwatch describe-alarms", { says: /"AlarmName": "cli"/ }),
  { words: [..."kms create-key".split(" "), ...only("KeyMetadata.KeyId")], keeps: "key" },
  step("kms encrypt --key-id {key} --plaintext fileb://{folder}/hello.txt", { says: /CiphertextBlob/ }),
  step("kms describe-key --key-id {key}", { says: /"Enabled": true/ }),
  step("ecr create-repository --repository-name cli"),
  step("sesv2 create-email-identity --email-identity cli@example.com"),
  step("sesv2 get-email-identity --email-identity cli@example.com", { says: /"IdentityType"/ }),
  step("budgets describe-budgets --account-id 000000000000"),
  step("xray get-trace-summaries --start-time 1700000000 --end-time 1700000060"),

  {
    words: [..."cognito-idp create-user-pool --pool-name cli".split(" "), ...only("UserPool.Id")],
    keeps: "pool",
  },
  step("cognito-idp admin-create-user --user-pool-id {pool} --username jane --message-action SUPPRESS"),
  step("cognito-idp list-users --user-pool-id {pool}", { says: /"Username": "jane"/ }),
  step("cognito-identity create-identity-pool --identity-pool-name cli --allow-unauthenticated-identities"),
  step("appsync create-graphql-api --name cli --authentication-type AWS_IAM"),
  step("appsync list-graphql-apis", { says: /"name": "cli"/ }),
  step("apigatewayv2 create-api --name cli --protocol-type HTTP"),
  step("apigatewayv2 get-apis", { says: /"Name": "cli"/ }),
];

/** What the steps work with, by name of the file in the folder. */
export const texts = {
  "hello.txt": "hello from a file",
  "payload.json": '{"n":21}',
  "template.json": template,
  "handler.mjs":
    'export const handler = async ({ n }) => { console.log("doubling", n); return { doubled: n * 2 }; };',
};
