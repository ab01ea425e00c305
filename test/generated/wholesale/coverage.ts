import {
  type GraphQLSchema,
  getNamedType,
  isObjectType,
  parse,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from "graphql";
import type { GraphqlClient } from "../../support/deployed/graphql-client.ts";

/** Which fields of an API have been called, and worked: `Query.getInvoice`, `Invoice.customer`. */
export interface Coverage {
  called(document: string): void;
  readonly fields: ReadonlySet<string>;
  /** Every field that a resolver answers: the root fields, and those that lead from record to record. */
  readonly all: ReadonlySet<string>;
}

/** @param models names of the types that are records */
export function coverage(schema: GraphQLSchema, models: readonly string[]): Coverage {
  const fields = new Set<string>();
  const records = new Set([...models, ...models.map((name) => `${name}Page`)]);
  const roots = new Set(["Query", "Mutation", "Subscription"]);
  const counts = (parent: string, type: string) =>
    roots.has(parent) || (records.has(type) && models.includes(parent));
  const all = Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type))
    .flatMap((type) =>
      Object.values(type.getFields())
        .filter((field) => counts(type.name, getNamedType(field.type).name))
        .map((field) => `${type.name}.${field.name}`),
    );
  return {
    fields,
    all: new Set(all),
    called(document) {
      const info = new TypeInfo(schema);
      const noted = {
        Field: () => {
          const parent = info.getParentType()?.name ?? "";
          const type = info.getType();
          if (type && counts(parent, getNamedType(type).name))
            fields.add(`${parent}.${info.getFieldDef()?.name}`);
        },
      };
      visit(parse(document), visitWithTypeInfo(info, noted));
    },
  };
}

/** The same client, whose successful calls are counted. */
export function covered<C extends GraphqlClient>(client: C, { called }: Coverage): C {
  return Object.assign(Object.create(client) as C, {
    async data(document: string, variables?: object) {
      const data = await client.data(document, variables);
      called(document);
      return data;
    },
  });
}
