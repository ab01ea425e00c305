import type { ServiceEntry } from "./kernel/service-set.ts";

/** Every service of the local cloud, in the order in which they are asked about requests that are no API calls. */
export const serviceEntries: readonly ServiceEntry[] = [
  {
    name: "cognito",
    load: async () => (await import("./services/cognito/index.ts")).cognito,
    signingName: "cognito-idp",
    targets: ["AWSCognitoIdentityProviderService"],
    pages: ({ path, method, headers }) =>
      path.includes("/.well-known/") ||
      (method === "OPTIONS" &&
        headers["access-control-request-headers"]?.toLowerCase().includes("x-amz-target") === true),
  },
  {
    name: "cognito-identity",
    load: async () => (await import("./services/cognito-identity/index.ts")).cognitoIdentity,
    signingName: "cognito-identity",
    targets: ["AWSCognitoIdentityService"],
    pages: ({ path }) => path.includes("/.well-known/"),
  },
  {
    name: "apigatewayv2",
    load: async () => (await import("./services/apigatewayv2/index.ts")).apiGatewayV2,
    signingName: "apigateway",
    pages: ({ path, headers }) =>
      path.startsWith("/_http/") || headers["host"]?.includes(".execute-api.") === true,
  },
  {
    name: "appsync",
    load: async () => (await import("./services/appsync/index.ts")).appSync,
    signingName: "appsync",
    pages: ({ path }) => path.startsWith("/graphql/"),
  },
  {
    name: "cloudformation",
    load: async () => (await import("./services/cloudformation/index.ts")).cloudFormation,
    signingName: "cloudformation",
    version: "2010-05-15",
    needsAll: true,
  },
  {
    name: "dynamodb",
    load: async () => (await import("./services/dynamodb/index.ts")).dynamoDb,
    signingName: "dynamodb",
    targets: ["DynamoDB_20120810", "DynamoDBStreams_20120810"],
  },
  {
    name: "budgets",
    load: async () => (await import("./services/budgets/index.ts")).budgets,
    signingName: "budgets",
    targets: ["AWSBudgetServiceGateway"],
  },
  {
    name: "ecr",
    load: async () => (await import("./services/ecr/index.ts")).ecr,
    signingName: "ecr",
    targets: ["AmazonEC2ContainerRegistry_V20150921"],
  },
  {
    name: "xray",
    load: async () => (await import("./services/xray/index.ts")).xray,
    signingName: "xray",
  },
  {
    name: "cloudwatch",
    load: async () => (await import("./services/cloudwatch/index.ts")).cloudWatch,
    signingName: "monitoring",
    targets: ["GraniteServiceVersion20100801"],
    version: "2010-08-01",
  },
  {
    name: "eventbridge",
    load: async () => (await import("./services/eventbridge/index.ts")).eventBridge,
    signingName: "events",
    targets: ["AWSEvents"],
  },
  {
    name: "kms",
    load: async () => (await import("./services/kms/index.ts")).kms,
    signingName: "kms",
    targets: ["TrentService"],
  },
  {
    name: "s3",
    load: async () => (await import("./services/s3/index.ts")).s3,
    signingName: "s3",
  },
  {
    name: "scheduler",
    load: async () => (await import("./services/scheduler/index.ts")).scheduler,
    signingName: "scheduler",
  },
  {
    name: "secrets-manager",
    load: async () => (await import("./services/secrets-manager/index.ts")).secretsManager,
    signingName: "secretsmanager",
    targets: ["secretsmanager"],
  },
  {
    name: "ses",
    load: async () => (await import("./services/ses/index.ts")).ses,
    signingName: "ses",
    version: "2010-12-01",
    tables: ["ses.", "outbox."],
    pages: ({ path }) => path === "/_plinth/outbox",
  },
  {
    name: "sns",
    load: async () => (await import("./services/sns/index.ts")).sns,
    signingName: "sns",
    version: "2010-03-31",
    pages: ({ path, query }) => path === "/" && query.has("Action"),
  },
  {
    name: "sqs",
    load: async () => (await import("./services/sqs/index.ts")).sqs,
    signingName: "sqs",
    targets: ["AmazonSQS"],
  },
  {
    name: "ssm",
    load: async () => (await import("./services/ssm/index.ts")).ssm,
    signingName: "ssm",
    targets: ["AmazonSSM"],
  },
  {
    name: "iam",
    load: async () => (await import("./services/iam/index.ts")).iam,
    signingName: "iam",
    version: "2010-05-08",
  },
  {
    name: "sts",
    load: async () => (await import("./services/sts/index.ts")).sts,
    signingName: "sts",
    version: "2011-06-15",
  },
  {
    name: "logs",
    load: async () => (await import("./services/logs/index.ts")).logs,
    signingName: "logs",
    targets: ["Logs_20140328"],
  },
  {
    name: "lambda",
    load: async () => (await import("./services/lambda/index.ts")).lambda,
    signingName: "lambda",
    pages: ({ path }) => path.startsWith("/_lambda/"),
  },
];
