export {
  App,
  AssetStaging,
  Aws,
  CfnOutput,
  CfnParameter,
  FileAssetPackaging,
  Fn,
  NestedStack,
  RemovalPolicy,
  Stack,
  Validations,
} from "aws-cdk-lib";
export * as apigateway from "aws-cdk-lib/aws-apigatewayv2";
export * as appsync from "aws-cdk-lib/aws-appsync";
export * as budgets from "aws-cdk-lib/aws-budgets";
export * as cloudwatch from "aws-cdk-lib/aws-cloudwatch";
export * as cognito from "aws-cdk-lib/aws-cognito";
export * as dynamodb from "aws-cdk-lib/aws-dynamodb";
export * as events from "aws-cdk-lib/aws-events";
export * as iam from "aws-cdk-lib/aws-iam";
export * as kms from "aws-cdk-lib/aws-kms";
export * as lambda from "aws-cdk-lib/aws-lambda";
export * as logs from "aws-cdk-lib/aws-logs";
export * as s3 from "aws-cdk-lib/aws-s3";
export * as scheduler from "aws-cdk-lib/aws-scheduler";
export * as sns from "aws-cdk-lib/aws-sns";
export * as sqs from "aws-cdk-lib/aws-sqs";
export * as ssm from "aws-cdk-lib/aws-ssm";
