import type { ResourceChange } from "../../aws/cloudformation/describe-change-set.ts";

/** A resource whose loss is felt: with what is in it, or with the address that clients know. */
export interface ResourceDanger {
  /** As `--accept` takes it: `replace:UsersResource1234`. */
  readonly id: string;
  readonly logicalId: string;
  readonly type: string;
  /** `maybe`: CloudFormation only knows once it does it. */
  readonly what: "removed" | "replaced" | "maybe replaced";
}

/** Types that hold data, or identities that clients have learnt. */
const precious: readonly RegExp[] = [
  /^AWS::DynamoDB::(Global)?Table$/,
  /^AWS::Cognito::(UserPool|UserPoolClient|UserPoolDomain|IdentityPool)$/,
  /^AWS::S3(Express|Tables|Vectors)?::[A-Za-z]*Bucket$/,
  /^AWS::RDS::(DBInstance|DBCluster|GlobalCluster)$/,
  /^AWS::(DocDB|Neptune)::DB(Instance|Cluster)$/,
  /^AWS::DSQL::Cluster$/,
  /^AWS::EFS::FileSystem$/,
  /^AWS::KMS::Key$/,
  /^AWS::SecretsManager::Secret$/,
  /^AWS::Kinesis::Stream$/,
  /^AWS::(OpenSearchService|Elasticsearch)::Domain$/,
  /^AWS::Timestream::(Database|Table)$/,
  /^AWS::AppSync::GraphQLApi$/,
  /^AWS::ApiGatewayV2::Api$/,
];

export function isPrecious(type: string): boolean {
  return precious.some((pattern) => pattern.test(type));
}

/** The changes by which something precious would be lost. */
export function resourceDangers(changes: readonly ResourceChange[]): readonly ResourceDanger[] {
  return changes.flatMap(({ action, logicalId, type, replacement }): readonly ResourceDanger[] => {
    if (!isPrecious(type)) return [];
    if (action === "Remove") return [{ id: `remove:${logicalId}`, logicalId, type, what: "removed" }];
    if (replacement === "True") return [{ id: `replace:${logicalId}`, logicalId, type, what: "replaced" }];
    if (replacement === "Conditional")
      return [{ id: `replace:${logicalId}`, logicalId, type, what: "maybe replaced" }];
    return [];
  });
}
