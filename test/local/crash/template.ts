const trust = (Service: string) => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service }, Action: "sts:AssumeRole" }],
});

/**
 * A stack of what services name by themselves and of what they do not, with a nested one.
 *
 * @param version changes some resources in place, replaces others, and adds and leaves out one
 * @param nestedUrl of the nested stack's template
 */
export function template(version: 1 | 2, nestedUrl: string): object {
  return {
    Resources: {
      Table: {
        Type: "AWS::DynamoDB::Table",
        Properties: {
          BillingMode: "PAY_PER_REQUEST",
          AttributeDefinitions: ["pk", "g"].map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
          KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
          GlobalSecondaryIndexes: ["first", "second"].slice(0, version).map((IndexName) => ({
            IndexName,
            KeySchema: [{ AttributeName: "g", KeyType: "HASH" }],
            Projection: { ProjectionType: "ALL" },
          })),
          TimeToLiveSpecification: { AttributeName: "ttl", Enabled: version === 1 },
          StreamSpecification: { StreamViewType: "NEW_IMAGE" },
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: version === 2 },
        },
      },
      Queue: { Type: "AWS::SQS::Queue", Properties: { DelaySeconds: version } },
      Topic: { Type: "AWS::SNS::Topic", Properties: { DisplayName: `Topic ${version}` } },
      Subscription: {
        Type: "AWS::SNS::Subscription",
        Properties: {
          TopicArn: { Ref: "Topic" },
          Protocol: "sqs",
          Endpoint: { "Fn::GetAtt": ["Queue", "Arn"] },
          RawMessageDelivery: version === 2,
        },
      },
      Role: {
        Type: "AWS::IAM::Role",
        Properties: {
          AssumeRolePolicyDocument: trust("lambda.amazonaws.com"),
          Policies: [
            {
              PolicyName: `read${version}`,
              PolicyDocument: {
                Version: "2012-10-17",
                Statement: [{ Effect: "Allow", Action: "dynamodb:*", Resource: "*" }],
              },
            },
          ],
        },
      },
      Function: {
        Type: "AWS::Lambda::Function",
        Properties: {
          Runtime: "nodejs24.x",
          Handler: "index.handler",
          Role: { "Fn::GetAtt": ["Role", "Arn"] },
          Code: { ZipFile: "exports.handler = async () => 'done';" },
          MemorySize: 128 * version,
        },
      },
      Mapping: {
        Type: "AWS::Lambda::EventSourceMapping",
        Properties: {
          FunctionName: { Ref: "Function" },
          EventSourceArn: { "Fn::GetAtt": ["Table", "StreamArn"] },
          StartingPosition: "LATEST",
          BatchSize: 10 * version,
        },
      },
      Pool: { Type: "AWS::Cognito::UserPool", Properties: { UserPoolName: `pool${version}` } },
      Client: {
        Type: "AWS::Cognito::UserPoolClient",
        Properties: { UserPoolId: { Ref: "Pool" }, ClientName: `client${version}` },
      },
      Logs: { Type: "AWS::Logs::LogGroup", Properties: { RetentionInDays: version === 1 ? 7 : 14 } },
      Secret: {
        Type: "AWS::SecretsManager::Secret",
        Properties: { Description: `Secret ${version}`, GenerateSecretString: { PasswordLength: 20 } },
      },
      // Its name changes: it is replaced.
      Parameter: {
        Type: "AWS::SSM::Parameter",
        Properties: { Name: `/crash/${version}`, Type: "String", Value: { Ref: "Queue" } },
      },
      [`Bucket${version}`]: { Type: "AWS::S3::Bucket", Properties: {} },
      Nested: {
        Type: "AWS::CloudFormation::Stack",
        Properties: { TemplateURL: nestedUrl, Parameters: { Delay: String(version) } },
      },
    },
  };
}

export const nestedTemplate = {
  Parameters: { Delay: { Type: "Number" } },
  Resources: {
    Inner: { Type: "AWS::SQS::Queue", Properties: { DelaySeconds: { Ref: "Delay" } } },
    After: {
      Type: "AWS::SSM::Parameter",
      Properties: { Type: "String", Value: { "Fn::Sub": "${Inner.QueueName}-${Delay}" } },
    },
  },
};
