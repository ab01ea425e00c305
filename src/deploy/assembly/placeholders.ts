/** What the CDK leaves open in an assembly that may go to any account. */
export interface Place {
  readonly account: string;
  readonly region: string;
}

/** Fills in what the CDK leaves open in names and ARNs (aws-cdk-lib, cx-api `EnvironmentPlaceholders`). */
export function fillPlaceholders(text: string, { account, region }: Place): string {
  return text
    .replaceAll(`\${AWS::AccountId}`, account)
    .replaceAll(`\${AWS::Region}`, region)
    .replaceAll(`\${AWS::Partition}`, partitionOf(region));
}

/** https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html */
export function partitionOf(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}

/** The end of host names: `amazonaws.com`. */
export function domainOf(region: string): string {
  return region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
}
