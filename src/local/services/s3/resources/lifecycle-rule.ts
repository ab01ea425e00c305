import type {
  LifecycleRule,
  LifecycleRuleFilter,
  NoncurrentVersionTransition,
  Transition,
} from "@aws-sdk/client-s3";
import { flag, list, number, present, type Structure, structure, text } from "./values.ts";

/**
 * A lifecycle rule as templates write it, as the API takes it.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-s3-bucket-rule.html
 */
export function lifecycleRule(rule: Structure): LifecycleRule {
  const expiration = present({
    Days: number(rule["ExpirationInDays"]),
    Date: rule["ExpirationDate"] === undefined ? undefined : new Date(String(rule["ExpirationDate"])),
    ExpiredObjectDeleteMarker: flag(rule["ExpiredObjectDeleteMarker"]),
  });
  const transitions = both(rule, "Transition", "Transitions").map(transition);
  const noncurrent = both(rule, "NoncurrentVersionTransition", "NoncurrentVersionTransitions").map(
    noncurrentTransition,
  );
  const abortAfter = number(structure(rule["AbortIncompleteMultipartUpload"])?.["DaysAfterInitiation"]);
  return present({
    ID: text(rule["Id"]),
    Status: text(rule["Status"]) as NonNullable<LifecycleRule["Status"]>,
    Filter: filterOf(rule),
    Expiration: Object.keys(expiration).length === 0 ? undefined : expiration,
    NoncurrentVersionExpiration: noncurrentExpiration(rule),
    AbortIncompleteMultipartUpload:
      abortAfter === undefined ? undefined : { DaysAfterInitiation: abortAfter },
    Transitions: transitions.length === 0 ? undefined : transitions,
    NoncurrentVersionTransitions: noncurrent.length === 0 ? undefined : noncurrent,
  });
}

/** An older property for one, a newer for several. */
function both(rule: Structure, one: string, several: string): readonly Structure[] {
  const single = structure(rule[one]);
  return [...(single === undefined ? [] : [single]), ...(list(rule[several]) ?? [])];
}

function filterOf(rule: Structure): LifecycleRuleFilter {
  const tags = (list(rule["TagFilters"]) ?? []).map(({ Key, Value }) => ({
    Key: String(Key),
    Value: String(Value),
  }));
  const parts = present({
    Prefix: text(rule["Prefix"]),
    Tags: tags.length === 0 ? undefined : tags,
    ObjectSizeGreaterThan: number(rule["ObjectSizeGreaterThan"]),
    ObjectSizeLessThan: number(rule["ObjectSizeLessThan"]),
  });
  const count = Object.keys(parts).length;
  if (count === 0) return { Prefix: "" };
  if (count > 1 || tags.length > 1) return { And: parts };
  const { Tags, ...rest } = parts;
  return Tags === undefined ? rest : { Tag: Tags[0] };
}

function noncurrentExpiration(rule: Structure): LifecycleRule["NoncurrentVersionExpiration"] {
  const newer = structure(rule["NoncurrentVersionExpiration"]);
  const days = number(newer?.["NoncurrentDays"] ?? rule["NoncurrentVersionExpirationInDays"]);
  if (days === undefined) return undefined;
  return present({
    NoncurrentDays: days,
    NewerNoncurrentVersions: number(newer?.["NewerNoncurrentVersions"]),
  });
}

function transition(item: Structure): Transition {
  return present({
    StorageClass: text(item["StorageClass"]) as NonNullable<Transition["StorageClass"]>,
    Days: number(item["TransitionInDays"]),
    Date: item["TransitionDate"] === undefined ? undefined : new Date(String(item["TransitionDate"])),
  });
}

function noncurrentTransition(item: Structure): NoncurrentVersionTransition {
  return present({
    StorageClass: text(item["StorageClass"]) as NonNullable<NoncurrentVersionTransition["StorageClass"]>,
    NoncurrentDays: number(item["TransitionInDays"]),
    NewerNoncurrentVersions: number(item["NewerNoncurrentVersions"]),
  });
}
