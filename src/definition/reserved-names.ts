/**
 * Names that users cannot take, because GraphQL, AppSync, TypeScript, DynamoDB or Plinth itself needs them.
 *
 * The names that Plinth makes from the user's own (`InvoicePage`) are in `validate/generated-names.ts`.
 */

/** GraphQL's own types, the roots, and the types that stand in every schema Plinth generates. */
export const schemaTypeNames: ReadonlySet<string> = new Set([
  ..."Query Mutation Subscription ID String Int Float Boolean".split(" "),
  ..."File FileInput SortDirection ChangeKind Upload UploadCreate Disconnect".split(" "),
  ...[
    ..."String Int Float Boolean ID Id Date Time DateTime Email Url URL Phone Json JSON".split(" "),
    ..."Text Integer Decimal Money IPAddress Timestamp File Enum List Attribute".split(" "),
  ].flatMap((kind) => [`${kind}Range`, `${kind}Condition`, `${kind}ListCondition`, `${kind}ListCondition`]),
]);

/** Types of JavaScript and TypeScript that generated code uses, or that a reader would take such a name for. */
export const languageTypeNames: ReadonlySet<string> = new Set(
  (
    "Any Unknown Never Void Undefined Null Symbol Object Function Array Number BigInt Date Error RegExp Promise Map Set WeakMap " +
    "WeakSet Proxy Reflect Math JSON Record Partial Required Readonly Pick Omit Exclude Extract NonNullable Parameters " +
    "ReturnType InstanceType Awaited Iterable Iterator Generator Buffer Uint8Array Infinity NaN Infer Models Models"
  ).split(" "),
);

/** What every record has, and what every update may say. */
export const recordFieldNames: ReadonlySet<string> = new Set([
  "id",
  "tenantId",
  "createdAt",
  "updatedAt",
  "createdBy",
  "version",
  "deletedAt",
  "lastChange",
  "expectedVersion",
]);

/** How filters combine conditions. */
export const filterWords: ReadonlySet<string> = new Set(["and", "or", "not"]);

/** The table's key attributes. */
export const keyAttributes = /^(pk|sk|gsi\d*(_?[ps]k)?|ttl)$/i;

/** What every JavaScript object has already. */
export const objectMembers: ReadonlySet<string> = new Set([
  "__proto__",
  "constructor",
  "prototype",
  "hasOwnProperty",
  "isPrototypeOf",
  "propertyIsEnumerable",
  "toLocaleString",
  "toString",
  "valueOf",
  "then",
  "toJSON",
]);

/** Names of roles that mean something of their own in access rules. `member` is a real role: everybody has it. */
export const principalWords: ReadonlySet<string> = new Set([
  "creator",
  "signedIn",
  "anyone",
  "system",
  "nobody",
]);

/** Operations that every schema may have, whatever the models are. */
export const mutationFields: ReadonlySet<string> = new Set(["createUpload", "disconnect"]);

/** The stage that is the local cloud. */
export const stageNames: ReadonlySet<string> = new Set(["local"]);

/** Names of devices that Windows keeps for itself, with any ending: nobody could create `con.gen.ts` there. */
export const deviceNames = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/** Environment variables that AWS Lambda or Plinth sets: a prefix where it ends in `*`. */
export const environmentNames: readonly string[] = [
  "AWS_*",
  "LAMBDA_*",
  "PLINTH_*",
  "_*",
  "NODE_OPTIONS",
  "NODE_PATH",
  "PATH",
  "LD_LIBRARY_PATH",
  "TZ",
];

/** Lambdas that every app has beside the functions of its project, from which their names must differ. */
export const lambdaNames: ReadonlySet<string> = new Set(["changes", "files", "pre-token"]);
