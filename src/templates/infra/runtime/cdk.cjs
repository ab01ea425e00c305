/**
 * The parts of the AWS CDK that this app uses, loaded lazily. Types: cdk.d.cts.
 *
 * `import { CfnTable } from "aws-cdk-lib/aws-dynamodb"` works as well, anywhere. But an ES import of a CommonJS package
 * evaluates every export it has, of every service, before the first line runs: that costs each synth a quarter of a
 * second. `require` evaluates what is used.
 */
require("node:module").enableCompileCache?.();

const core = require("aws-cdk-lib");

exports.App = core.App;
exports.AssetStaging = core.AssetStaging;
exports.Aws = core.Aws;
exports.CfnOutput = core.CfnOutput;
exports.CfnParameter = core.CfnParameter;
exports.FileAssetPackaging = core.FileAssetPackaging;
exports.Fn = core.Fn;
exports.NestedStack = core.NestedStack;
exports.RemovalPolicy = core.RemovalPolicy;
exports.Stack = core.Stack;
exports.Validations = core.Validations;

exports.apigateway = require("aws-cdk-lib/aws-apigatewayv2");
exports.appsync = require("aws-cdk-lib/aws-appsync");
exports.budgets = require("aws-cdk-lib/aws-budgets");
exports.cloudwatch = require("aws-cdk-lib/aws-cloudwatch");
exports.cognito = require("aws-cdk-lib/aws-cognito");
exports.dynamodb = require("aws-cdk-lib/aws-dynamodb");
exports.events = require("aws-cdk-lib/aws-events");
exports.iam = require("aws-cdk-lib/aws-iam");
exports.kms = require("aws-cdk-lib/aws-kms");
exports.lambda = require("aws-cdk-lib/aws-lambda");
exports.logs = require("aws-cdk-lib/aws-logs");
exports.s3 = require("aws-cdk-lib/aws-s3");
exports.scheduler = require("aws-cdk-lib/aws-scheduler");
exports.sns = require("aws-cdk-lib/aws-sns");
exports.sqs = require("aws-cdk-lib/aws-sqs");
exports.ssm = require("aws-cdk-lib/aws-ssm");
