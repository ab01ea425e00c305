/**
 * What a new project depends on besides Plinth: exact versions, those that Plinth itself is tested with.
 */
export const scaffoldDependencies: Readonly<Record<string, string>> = {
  "@aws-appsync/utils": "2.1.1",
  "@aws-sdk/client-dynamodb": "3.1164.0",
  "@aws-sdk/client-lambda": "3.1164.0",
  "@aws-sdk/client-s3": "3.1169.0",
  "@aws-sdk/client-sqs": "3.1169.0",
  "@aws-sdk/client-ssm": "3.1169.0",
  "@aws-sdk/util-dynamodb": "3.996.9",
  "@types/node": "24.19.2",
  "aws-cdk": "2.1148.1",
  "aws-cdk-lib": "2.276.0",
  aws4fetch: "1.0.20",
  "cdk-nag": "3.0.2",
  constructs: "10.8.1",
  esbuild: "0.28.2",
  node: "24.21.0",
  typescript: "7.0.2",
};

/** Dependencies that must run a script when installed: both put a program of the right platform in place. */
export const dependenciesWithScripts: readonly string[] = ["esbuild", "node"];
