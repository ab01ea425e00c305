/** The AWS operations that the local cloud answers: what generated projects, the CLI, the CDK toolkit and users' official clients call. */
export interface SupportedService {
  /** Below `src/local/services/`. */
  readonly folder: string;
  /** Name of the model file, where a folder answers for two clients. */
  readonly file?: string;
  /** `@aws-sdk/client-<client>`. */
  readonly client: string;
  readonly signingName: string;
  readonly operations: readonly string[];
}

const words = (text: string) => text.trim().split(/\s+/);

export const supportedServices: readonly SupportedService[] = [
  {
    folder: "dynamodb",
    client: "dynamodb",
    signingName: "dynamodb",
    operations:
      words(`BatchExecuteStatement BatchGetItem BatchWriteItem CreateTable DeleteItem DeleteTable DescribeContinuousBackups
      DescribeEndpoints DescribeLimits DescribeTable DescribeTimeToLive ExecuteStatement ExecuteTransaction GetItem ListTables
      ListTagsOfResource PutItem Query Scan TagResource TransactGetItems TransactWriteItems UntagResource UpdateContinuousBackups
      UpdateItem UpdateTable UpdateTimeToLive`),
  },
  {
    folder: "dynamodb",
    file: "streams-model",
    client: "dynamodb-streams",
    signingName: "dynamodb",
    operations: words("DescribeStream GetRecords GetShardIterator ListStreams"),
  },
  {
    folder: "s3",
    client: "s3",
    signingName: "s3",
    operations:
      words(`AbortMultipartUpload CompleteMultipartUpload CopyObject CreateBucket CreateMultipartUpload DeleteBucket
      DeleteBucketCors DeleteBucketEncryption DeleteBucketLifecycle DeleteBucketPolicy DeleteBucketTagging DeleteObject
      DeleteObjectTagging DeleteObjects DeletePublicAccessBlock GetBucketAcl GetBucketCors GetBucketEncryption
      GetBucketLifecycleConfiguration GetBucketLocation GetBucketLogging GetBucketNotificationConfiguration
      GetBucketOwnershipControls GetBucketPolicy GetBucketTagging GetBucketVersioning GetObject GetObjectAttributes
      GetObjectTagging GetPublicAccessBlock HeadBucket HeadObject ListBuckets ListMultipartUploads ListObjectVersions ListObjects
      ListObjectsV2 ListParts PutBucketCors PutBucketEncryption PutBucketLifecycleConfiguration PutBucketLogging
      PutBucketNotificationConfiguration PutBucketOwnershipControls PutBucketPolicy PutBucketTagging PutBucketVersioning
      PutObject PutObjectTagging PutPublicAccessBlock UploadPart UploadPartCopy`),
  },
  {
    folder: "lambda",
    client: "lambda",
    signingName: "lambda",
    operations:
      words(`AddPermission CreateEventSourceMapping CreateFunction DeleteEventSourceMapping DeleteFunction
      DeleteFunctionConcurrency DeleteFunctionEventInvokeConfig GetEventSourceMapping GetFunction GetFunctionConcurrency
      GetFunctionConfiguration GetFunctionEventInvokeConfig GetPolicy Invoke ListEventSourceMappings ListFunctions ListTags
      ListVersionsByFunction PublishVersion PutFunctionConcurrency PutFunctionEventInvokeConfig RemovePermission TagResource
      UntagResource UpdateEventSourceMapping UpdateFunctionCode UpdateFunctionConfiguration`),
  },
  {
    folder: "cloudformation",
    client: "cloudformation",
    signingName: "cloudformation",
    operations:
      words(`CancelUpdateStack ContinueUpdateRollback CreateChangeSet CreateStack DeleteChangeSet DeleteStack
      DescribeChangeSet DescribeStackEvents DescribeStackResource DescribeStackResources DescribeStacks
      ExecuteChangeSet GetTemplate GetTemplateSummary ListChangeSets ListExports ListImports ListStackResources ListStacks
      RollbackStack UpdateStack UpdateTerminationProtection ValidateTemplate`),
  },
  {
    folder: "iam",
    client: "iam",
    signingName: "iam",
    operations:
      words(`AttachRolePolicy CreatePolicy CreatePolicyVersion CreateRole CreateServiceLinkedRole DeletePolicy
      DeletePolicyVersion DeleteRole DeleteRolePermissionsBoundary DeleteRolePolicy DetachRolePolicy GetPolicy
      GetPolicyVersion GetRole GetRolePolicy ListAttachedRolePolicies ListPolicies ListPolicyVersions ListRolePolicies
      ListRoleTags ListRoles PutRolePermissionsBoundary PutRolePolicy SimulatePrincipalPolicy TagRole UntagRole
      UpdateAssumeRolePolicy UpdateRole`),
  },
  {
    folder: "sts",
    client: "sts",
    signingName: "sts",
    operations: words(
      "AssumeRole AssumeRoleWithWebIdentity GetAccessKeyInfo GetCallerIdentity GetSessionToken",
    ),
  },
  {
    folder: "ssm",
    client: "ssm",
    signingName: "ssm",
    operations:
      words(`AddTagsToResource DeleteParameter DeleteParameters DescribeParameters GetParameter GetParameterHistory
      GetParameters GetParametersByPath ListTagsForResource PutParameter RemoveTagsFromResource`),
  },
  {
    folder: "secrets-manager",
    client: "secrets-manager",
    signingName: "secretsmanager",
    operations:
      words(`BatchGetSecretValue CreateSecret DeleteSecret DescribeSecret GetRandomPassword GetResourcePolicy GetSecretValue
      ListSecretVersionIds ListSecrets PutSecretValue RestoreSecret TagResource UntagResource UpdateSecret
      UpdateSecretVersionStage`),
  },
  {
    folder: "logs",
    client: "cloudwatch-logs",
    signingName: "logs",
    operations:
      words(`CreateLogGroup CreateLogStream DeleteLogGroup DeleteLogStream DeleteMetricFilter DeleteResourcePolicy
      DeleteRetentionPolicy DescribeLogGroups DescribeLogStreams DescribeMetricFilters DescribeResourcePolicies FilterLogEvents
      GetLogEvents ListTagsForResource PutLogEvents PutMetricFilter PutResourcePolicy PutRetentionPolicy StartLiveTail TagResource UntagResource`),
  },
  {
    folder: "cloudwatch",
    client: "cloudwatch",
    signingName: "monitoring",
    operations:
      words(`DeleteAlarms DeleteDashboards DescribeAlarms DescribeAlarmHistory DescribeAlarmsForMetric DisableAlarmActions
      EnableAlarmActions GetDashboard GetMetricData GetMetricStatistics ListDashboards ListMetrics ListTagsForResource PutCompositeAlarm PutDashboard PutMetricAlarm
      PutMetricData SetAlarmState TagResource UntagResource`),
  },
  {
    folder: "eventbridge",
    client: "eventbridge",
    signingName: "events",
    operations:
      words(`CreateEventBus DeleteEventBus DeleteRule DescribeEventBus DescribeRule DisableRule EnableRule ListEventBuses
      ListRuleNamesByTarget ListRules ListTagsForResource ListTargetsByRule PutEvents PutPermission PutRule PutTargets
      RemovePermission RemoveTargets TagResource TestEventPattern UntagResource UpdateEventBus`),
  },
  {
    folder: "scheduler",
    client: "scheduler",
    signingName: "scheduler",
    operations:
      words(`CreateSchedule CreateScheduleGroup DeleteSchedule DeleteScheduleGroup GetSchedule GetScheduleGroup
      ListScheduleGroups ListSchedules ListTagsForResource TagResource UntagResource UpdateSchedule`),
  },
  {
    folder: "sqs",
    client: "sqs",
    signingName: "sqs",
    operations:
      words(`ChangeMessageVisibility ChangeMessageVisibilityBatch CreateQueue DeleteMessage DeleteMessageBatch DeleteQueue
      GetQueueAttributes GetQueueUrl ListDeadLetterSourceQueues ListQueueTags ListQueues PurgeQueue ReceiveMessage SendMessage SendMessageBatch
      SetQueueAttributes TagQueue UntagQueue`),
  },
  {
    folder: "sns",
    client: "sns",
    signingName: "sns",
    operations:
      words(`ConfirmSubscription CreateTopic DeleteTopic GetSubscriptionAttributes GetTopicAttributes ListSubscriptions
      ListSubscriptionsByTopic ListTagsForResource ListTopics Publish PublishBatch SetSubscriptionAttributes SetTopicAttributes
      Subscribe TagResource Unsubscribe UntagResource`),
  },
  {
    folder: "ses",
    client: "sesv2",
    signingName: "ses",
    operations: words(
      "CreateEmailIdentity DeleteEmailIdentity GetAccount GetEmailIdentity ListEmailIdentities SendEmail",
    ),
  },
  {
    folder: "ses",
    file: "v1-model",
    client: "ses",
    signingName: "ses",
    operations: words("SendEmail SendRawEmail"),
  },
  {
    folder: "ecr",
    client: "ecr",
    signingName: "ecr",
    operations:
      words(`CreateRepository DeleteLifecyclePolicy DeleteRepository DeleteRepositoryPolicy DescribeImages
      DescribeRepositories GetLifecyclePolicy GetRepositoryPolicy ListImages ListTagsForResource PutImageScanningConfiguration
      PutImageTagMutability PutLifecyclePolicy SetRepositoryPolicy TagResource UntagResource`),
  },
  {
    folder: "xray",
    client: "xray",
    signingName: "xray",
    operations: words("BatchGetTraces GetTraceSummaries PutTelemetryRecords PutTraceSegments"),
  },
  {
    folder: "budgets",
    client: "budgets",
    signingName: "budgets",
    operations:
      words(`CreateBudget CreateNotification DeleteBudget DeleteNotification DescribeBudget DescribeBudgets
      DescribeNotificationsForBudget DescribeSubscribersForNotification ListTagsForResource UpdateBudget`),
  },
  {
    folder: "kms",
    client: "kms",
    signingName: "kms",
    operations:
      words(`CancelKeyDeletion CreateAlias CreateKey Decrypt DeleteAlias DescribeKey DisableKey DisableKeyRotation EnableKey
      EnableKeyRotation Encrypt GenerateDataKey GenerateDataKeyWithoutPlaintext GenerateRandom GetKeyPolicy
      GetKeyRotationStatus ListAliases ListKeyPolicies ListKeys ListResourceTags PutKeyPolicy ReEncrypt ScheduleKeyDeletion
      TagResource UntagResource UpdateAlias UpdateKeyDescription`),
  },
  {
    folder: "cognito",
    client: "cognito-identity-provider",
    signingName: "cognito-idp",
    operations:
      words(`AddCustomAttributes AdminAddUserToGroup AdminConfirmSignUp AdminCreateUser AdminDeleteSoftwareToken AdminDeleteUser
      AdminDeleteUserAttributes AdminDisableUser AdminEnableUser AdminGetUser AdminInitiateAuth AdminListGroupsForUser AdminRemoveUserFromGroup
      AdminResetUserPassword AdminRespondToAuthChallenge AdminSetUserMFAPreference AdminSetUserPassword
      AdminUpdateUserAttributes AdminUserGlobalSignOut AssociateSoftwareToken ChangePassword ConfirmForgotPassword
      ConfirmSignUp CreateGroup CreateUserPool CreateUserPoolClient DeleteGroup DeleteUser DeleteUserAttributes DeleteUserPool
      DeleteUserPoolClient DescribeUserPool DescribeUserPoolClient ForgotPassword GetGroup GetTokensFromRefreshToken GetUser
      GetUserAttributeVerificationCode GetUserAuthFactors GetUserPoolMfaConfig GlobalSignOut InitiateAuth ListGroups
      ListTagsForResource ListUserPoolClients ListUserPools ListUsers ListUsersInGroup ResendConfirmationCode
      RespondToAuthChallenge RevokeToken SetUserMFAPreference SetUserPoolMfaConfig SignUp TagResource UntagResource UpdateGroup
      UpdateUserAttributes UpdateUserPool UpdateUserPoolClient VerifySoftwareToken VerifyUserAttribute`),
  },
  {
    folder: "cognito-identity",
    client: "cognito-identity",
    signingName: "cognito-identity",
    operations:
      words(`CreateIdentityPool DeleteIdentities DeleteIdentityPool DescribeIdentity DescribeIdentityPool
      GetCredentialsForIdentity GetId GetIdentityPoolRoles GetOpenIdToken GetPrincipalTagAttributeMap ListIdentities
      ListIdentityPools ListTagsForResource SetIdentityPoolRoles SetPrincipalTagAttributeMap TagResource UnlinkIdentity
      UntagResource UpdateIdentityPool`),
  },
  {
    folder: "appsync",
    client: "appsync",
    signingName: "appsync",
    operations:
      words(`CreateApiKey CreateDataSource CreateFunction CreateGraphqlApi CreateResolver DeleteApiKey DeleteDataSource
      DeleteFunction DeleteGraphqlApi DeleteResolver EvaluateCode GetDataSource GetFunction GetGraphqlApi
      GetGraphqlApiEnvironmentVariables GetIntrospectionSchema GetResolver GetSchemaCreationStatus ListApiKeys
      ListDataSources ListFunctions ListGraphqlApis ListResolvers ListResolversByFunction ListTagsForResource
      PutGraphqlApiEnvironmentVariables StartSchemaCreation TagResource UntagResource UpdateApiKey UpdateDataSource
      UpdateFunction UpdateGraphqlApi UpdateResolver`),
  },
  {
    folder: "apigatewayv2",
    client: "apigatewayv2",
    signingName: "apigateway",
    operations:
      words(`CreateApi CreateAuthorizer CreateIntegration CreateRoute CreateStage DeleteApi DeleteAuthorizer
      DeleteIntegration DeleteRoute DeleteStage GetApi GetApis GetAuthorizer GetAuthorizers GetIntegration GetIntegrations
      GetRoute GetRoutes GetStage GetStages UpdateApi UpdateAuthorizer UpdateIntegration UpdateRoute UpdateStage`),
  },
];
