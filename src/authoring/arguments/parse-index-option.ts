import { quoted } from "../../definition/words/quoted.ts";
import { checkName } from "../names/check-name.ts";
import type { ArgumentProblem, Parsed } from "./argument-problem.ts";
import type { IndexSpec, UniqueSpec } from "./option-specs.ts";
import { itemsOf, segmentsOf } from "./segments.ts";

const indexExample = "`--index byStatus:status:sort=dueOn`";

/**
 * Reads `byStatus:status:sort=dueOn`: a name, the fields compared with equals, and what orders the records.
 *
 * @param option what stands after `--index`
 */
export function parseIndexOption(option: string): Parsed<IndexSpec> {
  const argument = `--index ${option}`;
  const offset = "--index ".length;
  const problems: ArgumentProblem[] = [];
  const [name, hash, ...rest] = segmentsOf(option);
  const nameProblem = checkName("field", name?.raw ?? "", argument, offset);
  if (nameProblem !== null) {
    problems.push({
      ...nameProblem,
      code: nameProblem.code.replace("NAME", "INDEX_NAME"),
      message: nameProblem.message.replace("field", "index"),
      remedy: `Name the index in camelCase, for instance ${indexExample}.`,
    });
  }
  if (nameProblem === null && name !== undefined && !/^by[A-Z0-9]/.test(name.raw)) {
    const better = `by${name.raw.charAt(0).toUpperCase()}${name.raw.slice(1)}`;
    problems.push({
      code: "INDEX_NAME_WITHOUT_BY",
      argument,
      column: offset + 1,
      message: `${quoted(name.raw)} does not begin with \`by\`, as the name of an index does.`,
      remedy: hash === undefined ? `Write \`--index ${better}:${name.raw}\`.` : `Write \`${better}\`.`,
    });
  }
  let hashFields: readonly string[] = [];
  if (hash === undefined || hash.raw === "" || hash.raw.startsWith("sort=")) {
    problems.push({
      code: "INDEX_FIELDS_MISSING",
      argument,
      column: (hash?.start ?? option.length) + offset + 1,
      message: "the index has no field to look records up by.",
      remedy: `Write at least one after the name: ${indexExample}.`,
    });
  } else {
    hashFields = fieldNames(hash.raw, hash.start + offset, argument, problems);
  }
  let sort: readonly string[] | null = null;
  for (const segment of hash?.raw.startsWith("sort=") ? [hash, ...rest] : rest) {
    if (!segment.raw.startsWith("sort=")) {
      problems.push({
        code: "INDEX_PART_UNKNOWN",
        argument,
        column: segment.start + offset + 1,
        message: `${quoted(segment.raw)} says nothing about an index.`,
        remedy: `Several fields are separated by commas; the order is given by \`sort=\`: ${indexExample}.`,
      });
    } else if (sort !== null) {
      problems.push({
        code: "INDEX_SORT_TWICE",
        argument,
        column: segment.start + offset + 1,
        message: "`sort` is said twice.",
        remedy: "List the fields in one, most significant first: `sort=dueOn,number`.",
      });
    } else {
      sort = fieldNames(segment.raw.slice(5), segment.start + offset + 5, argument, problems);
    }
  }
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, value: { name: name?.raw ?? "", hash: hashFields, sort: sort ?? [] } };
}

/**
 * Reads `customer,number`: the fields that must be unique together.
 *
 * @param option what stands after `--unique`
 */
export function parseUniqueOption(option: string): Parsed<UniqueSpec> {
  const argument = `--unique ${option}`;
  const problems: ArgumentProblem[] = [];
  const fields = fieldNames(option, "--unique ".length, argument, problems);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: { fields } };
}

function fieldNames(
  list: string,
  start: number,
  argument: string,
  problems: ArgumentProblem[],
): readonly string[] {
  const seen = new Set<string>();
  for (const item of itemsOf(list, start)) {
    const problem = checkName("field", item.raw, argument, item.start);
    if (problem !== null) {
      problems.push(problem);
    } else if (seen.has(item.raw)) {
      problems.push({
        code: "FIELD_LISTED_TWICE",
        argument,
        column: item.start + 1,
        message: `${quoted(item.raw)} is listed twice.`,
        remedy: "Keep one of them.",
      });
    }
    seen.add(item.raw);
  }
  return [...seen];
}
