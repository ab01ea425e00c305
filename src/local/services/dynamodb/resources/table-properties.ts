import type { CreateTableInput, GlobalSecondaryIndex } from "@aws-sdk/client-dynamodb";

/** The properties of `AWS::DynamoDB::Table` that are supported. */
export interface TableProperties {
  readonly TableName?: string;
  readonly AttributeDefinitions?: CreateTableInput["AttributeDefinitions"];
  readonly KeySchema: NonNullable<CreateTableInput["KeySchema"]>;
  readonly BillingMode?: CreateTableInput["BillingMode"];
  readonly ProvisionedThroughput?: CreateTableInput["ProvisionedThroughput"];
  readonly GlobalSecondaryIndexes?: readonly GlobalSecondaryIndex[];
  readonly LocalSecondaryIndexes?: CreateTableInput["LocalSecondaryIndexes"];
  readonly StreamSpecification?: { readonly StreamViewType: string; readonly ResourcePolicy?: unknown };
  readonly TimeToLiveSpecification?: { readonly Enabled: boolean; readonly AttributeName?: string };
  readonly PointInTimeRecoverySpecification?: {
    readonly PointInTimeRecoveryEnabled?: boolean;
    readonly RecoveryPeriodInDays?: number;
  };
  readonly SSESpecification?: {
    readonly SSEEnabled: boolean;
    readonly SSEType?: string;
    readonly KMSMasterKeyId?: string;
  };
  readonly DeletionProtectionEnabled?: boolean;
  readonly TableClass?: CreateTableInput["TableClass"];
  readonly OnDemandThroughput?: CreateTableInput["OnDemandThroughput"];
  readonly WarmThroughput?: CreateTableInput["WarmThroughput"];
  readonly ContributorInsightsSpecification?: { readonly Enabled: boolean };
  readonly Tags?: readonly { readonly Key: string; readonly Value: string }[];
}
