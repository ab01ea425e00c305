import { type GraphQLObjectType, type GraphQLSchema, getNamedType, isLeafType, isObjectType } from "graphql";
import type { Model } from "../../../src/definition/ir.ts";

/** Operations on any model, with everything that is stored in a record selected. */
export interface Documents {
  /** `id version name address { street }`: all but what leads to other records or costs a Lambda call. */
  stored(model: string): string;
  get(model: Model): string;
  /** @param more selected besides */
  getById(model: Model, more?: string): string;
  list(model: Model, indexes?: readonly string[]): string;
  write(verb: "create" | "update" | "delete" | "restore", model: Model): string;
  changed(model: Model): string;
}

export function documents(schema: GraphQLSchema): Documents {
  const type = (name: string): GraphQLObjectType => {
    const found = schema.getType(name);
    if (!isObjectType(found)) throw new Error(`There is no type ${name}`);
    return found;
  };
  const known = new Map<string, string>();

  function stored(name: string): string {
    const before = known.get(name);
    if (before !== undefined) return before;
    const fields = Object.values(type(name).getFields()).flatMap((field) => {
      const of = getNamedType(field.type);
      if (name === "File" && field.name === "url") return [];
      if (isLeafType(of)) return [field.name];
      // A record or a page of records has an id of its own or comes with arguments.
      const nested = isObjectType(of) ? of.getFields() : {};
      const leads = field.args.length > 0 || nested["version"] !== undefined;
      return leads ? [] : [`${field.name} { ${stored(of.name)} }`];
    });
    known.set(name, fields.join(" "));
    return fields.join(" ");
  }

  const argumentsOf = (root: "Query" | "Mutation", field: string, names: readonly string[]) => {
    const all = type(root).getFields()[field]?.args ?? [];
    const used = all.filter(({ name }) => names.includes(name));
    const declared = used.map(({ name, type: of }) => `$${name}: ${of}`).join(", ");
    const passed = used.map(({ name }) => `${name}: $${name}`).join(", ");
    return { declared: declared && `(${declared})`, passed: passed && `(${passed})` };
  };

  return {
    stored,
    get({ name, uniques }) {
      const { declared, passed } = argumentsOf("Query", `get${name}`, [
        "id",
        ...uniques.map((each) => each.name),
      ]);
      return `query ${declared} { get${name}${passed} { ${stored(name)} } }`;
    },
    getById({ name }, more = "") {
      return `query ($id: ID!) { get${name}(id: $id) { ${stored(name)} ${more} } }`;
    },
    list({ name, plural }, indexes = []) {
      const names = [...indexes, "filter", "sortDirection", "limit", "nextToken"];
      const { declared, passed } = argumentsOf("Query", `list${plural}`, names);
      return `query ${declared} { list${plural}${passed} { items { ${stored(name)} } nextToken } }`;
    },
    write(verb, { name }) {
      const { declared, passed } = argumentsOf("Mutation", `${verb}${name}`, ["input"]);
      return `mutation ${declared} { ${verb}${name}${passed} { ${stored(name)} } }`;
    },
    changed({ name }) {
      return `subscription { on${name}Changed { ${stored(name)} } }`;
    },
  };
}
