/**
 * What AWS says about a service's wire format, as data: extracted from the schemas in the official SDK clients by
 * `npm run shapes` into `services/<name>/model.gen.json`. One set of codecs reads it for every service.
 */
export interface ServiceModel {
  /** The name in credentials scopes: `dynamodb`, `monitoring`, `execute-api`. */
  readonly signingName: string;
  readonly protocol: Protocol;
  readonly apiVersion: string;
  /** Prefix of `x-amz-target` for the JSON protocols: `DynamoDB_20120810`. */
  readonly target: string;
  readonly xmlNamespace: string;
  /** Supported here, by name. */
  readonly operations: Readonly<Record<string, OperationModel>>;
  /** Known to AWS but not supported here. */
  readonly unsupported: readonly string[];
  /** Structures, lists, maps and unions, by name. */
  readonly shapes: Readonly<Record<string, Shape>>;
}

export type Protocol = "json" | "query" | "restJson" | "restXml";

export interface OperationModel {
  /** Shape names; null: nothing. */
  readonly input: string | null;
  readonly output: string | null;
  /** REST protocols only: method, path with `{labels}` and literal query, success status. */
  readonly http?: readonly [method: string, uri: string, status: number];
}

export type Shape =
  | {
      readonly kind: "structure";
      readonly members: Readonly<Record<string, Member>>;
      readonly xmlName?: string;
    }
  | { readonly kind: "union"; readonly members: Readonly<Record<string, Member>> }
  | { readonly kind: "list"; readonly member: Member }
  | { readonly kind: "map"; readonly key: Member; readonly value: Member };

export type SimpleType =
  | "string"
  | "number"
  | "integer"
  | "boolean"
  | "blob"
  | "stream"
  | "timestamp"
  | "json"
  | "unit";

export interface Member {
  /** A simple type, or `#Name` of a shape. */
  readonly type: SimpleType | `#${string}`;
  readonly required?: true;
  /** Timestamps only; absent: the protocol's default. */
  readonly format?: "dateTime" | "httpDate" | "epoch";
  /** Where REST protocols carry the member; absent: in the body. */
  readonly in?: "label" | "query" | "queryParams" | "header" | "prefixHeaders" | "payload" | "status";
  /** Name on the wire, where it differs from the member's: query or header name, XML element, JSON key. */
  readonly wire?: string;
  /** XML and query. */
  readonly flattened?: true;
  readonly attribute?: true;
  /** An event stream (responses of live tail, invoke with response stream). */
  readonly events?: true;
}
