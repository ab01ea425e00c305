/** The tables that random operations work on: keys of each type, indexes of each kind. */
export interface TableShape {
  readonly keys: readonly { readonly name: string; readonly type: "S" | "N" | "B" }[];
  readonly create: object;
}

const definitions = (types: Readonly<Record<string, string>>) =>
  Object.entries(types).map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType }));
const schema = (hash: string, range?: string) => [
  { AttributeName: hash, KeyType: "HASH" },
  ...(range === undefined ? [] : [{ AttributeName: range, KeyType: "RANGE" }]),
];

export const shapes: readonly TableShape[] = [
  {
    keys: [{ name: "pk", type: "S" }],
    create: { AttributeDefinitions: definitions({ pk: "S" }), KeySchema: schema("pk") },
  },
  {
    keys: [
      { name: "pk", type: "S" },
      { name: "sk", type: "N" },
    ],
    create: {
      AttributeDefinitions: definitions({ pk: "S", sk: "N", gk: "S" }),
      KeySchema: schema("pk", "sk"),
      GlobalSecondaryIndexes: [
        { IndexName: "byGk", KeySchema: schema("gk", "sk"), Projection: { ProjectionType: "ALL" } },
        { IndexName: "keysOnly", KeySchema: schema("gk"), Projection: { ProjectionType: "KEYS_ONLY" } },
        {
          IndexName: "some",
          KeySchema: schema("sk", "gk"),
          Projection: { ProjectionType: "INCLUDE", NonKeyAttributes: ["a", "m"] },
        },
      ],
    },
  },
  {
    keys: [
      { name: "pk", type: "N" },
      { name: "sk", type: "S" },
    ],
    create: {
      AttributeDefinitions: definitions({ pk: "N", sk: "S", gk: "S" }),
      KeySchema: schema("pk", "sk"),
      LocalSecondaryIndexes: [
        { IndexName: "local", KeySchema: schema("pk", "gk"), Projection: { ProjectionType: "ALL" } },
      ],
    },
  },
  {
    keys: [
      { name: "pk", type: "B" },
      { name: "sk", type: "B" },
    ],
    create: { AttributeDefinitions: definitions({ pk: "B", sk: "B" }), KeySchema: schema("pk", "sk") },
  },
];
