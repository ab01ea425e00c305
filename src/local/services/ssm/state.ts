import type { Collection, Store } from "../../kernel/store.ts";

export interface Parameter {
  readonly name: string;
  readonly type: "String" | "StringList" | "SecureString";
  readonly keyId: string | null;
  readonly description: string | null;
  readonly allowedPattern: string | null;
  readonly tier: "Standard" | "Advanced";
  readonly dataType: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Oldest first; the last is current. At most 100 are kept, as on AWS. */
  readonly versions: readonly ParameterVersion[];
}

export interface ParameterVersion {
  readonly version: number;
  readonly value: string;
  /** Milliseconds since 1970. */
  readonly modifiedAt: number;
  readonly modifiedBy: string;
}

export interface SsmState {
  readonly parameters: Collection<Parameter>;
}

export function ssmState(store: Store): SsmState {
  return { parameters: store.collection("ssm.parameters") };
}

export function currentVersion(parameter: Parameter): ParameterVersion {
  return parameter.versions.at(-1) as ParameterVersion;
}
