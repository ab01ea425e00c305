import { isMap, type Plain } from "./plain.ts";
import { AppSyncError } from "./signals.ts";

type Query = Plain;

const leaves: Readonly<Record<string, (field: string, value: unknown) => Query>> = {
  eq: (field, value) => ({ term: { [field]: value } }),
  ne: (field, value) => ({ bool: { must_not: { term: { [field]: value } } } }),
  gt: (field, value) => ({ range: { [field]: { gt: value } } }),
  gte: (field, value) => ({ range: { [field]: { gte: value } } }),
  lt: (field, value) => ({ range: { [field]: { lt: value } } }),
  lte: (field, value) => ({ range: { [field]: { lte: value } } }),
  range: (field, value) => {
    const [gte, lte] = Array.isArray(value) ? value : [];
    return { range: { [field]: { gte, lte } } };
  },
  match: (field, value) => ({ match: { [field]: value } }),
  matchPhrase: (field, value) => ({ match_phrase: { [field]: value } }),
  matchPhrasePrefix: (field, value) => ({ match_phrase_prefix: { [field]: value } }),
  multiMatch: (field, value) => ({ multi_match: { query: value, fields: [field] } }),
  wildcard: (field, value) => ({ wildcard: { [field]: value } }),
  regexp: (field, value) => ({ regexp: { [field]: value } }),
  exists: (field, value) => {
    const exists = { exists: { field } };
    return value === true ? exists : { bool: { must_not: exists } };
  },
};

/**
 * `util.transform.toElasticsearchQueryDSL`: a JSON text. Several fields, and several operators of one field, must all
 * hold; a single one stands alone.
 *
 * https://docs.aws.amazon.com/appsync/latest/devguide/transformation-helpers-in-utils-transform-js.html
 */
export function toElasticsearchQueryDSL(query: unknown): string {
  return JSON.stringify(all(query));
}

function all(query: unknown): Query {
  if (!isMap(query)) throw new AppSyncError("toElasticsearchQueryDSL needs an object", "Code");
  return together(
    Object.entries(query).map(([name, value]) => {
      if (name === "and") return { bool: { must: listed(value).map(all) } };
      if (name === "or") return { bool: { should: listed(value).map(all) } };
      if (name === "not") return { bool: { must_not: all(value) } };
      return field(name, value);
    }),
  );
}

function field(name: string, operators: unknown): Query {
  if (!isMap(operators)) throw new AppSyncError(`${name} needs an object of operators`, "Code");
  return together(
    Object.entries(operators).map(([operator, value]) => {
      const leaf = leaves[operator];
      if (leaf === undefined) throw new AppSyncError(`OpenSearch has no operator ${operator}`, "Code");
      return leaf(name, value);
    }),
  );
}

const together = (queries: readonly Query[]): Query =>
  queries.length === 1 && queries[0] !== undefined ? queries[0] : { bool: { must: queries } };

const listed = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);
