/** https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html#access-policies-scope-down-services */
const services =
  "appsync cloudwatch codewhisperer cognito-identity cognito-idp cognito-sync comprehend dynamodb execute-api firehose gamelift iot kinesis lambda lex logs machinelearning mobileanalytics mobiletargeting personalize polly rekognition s3 sdb ses sns sqs transcribe translate";
const actions =
  "geo:*DevicePosition* geo:*Geofence geo:*Geofences geo:CalculateRoute* geo:GetMap* geo:GetPlace geo:SearchPlaceIndex* kms:Decrypt kms:Encrypt kms:GenerateDataKey kms:GenerateDataKeyPair kms:GenerateDataKeyPairWithoutPlaintext kms:GenerateDataKeyWithoutPlaintext kms:ReEncryptFrom kms:ReEncryptTo rum:PutRumEvents sagemaker:InvokeEndpoint textract:AnalyzeDocument textract:DetectDocumentText";

/**
 * The session policy that AWS puts on guests in the enhanced flow, whatever their role may do: its inline policy and
 * `AmazonCognitoUnAuthedIdentitiesSessionPolicy` in one.
 */
export const guestPolicy = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Action: [...services.split(" ").map((service) => `${service}:*`), ...actions.split(" ")],
      Resource: "*",
    },
  ],
});
