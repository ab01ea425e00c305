import { util } from "@aws-appsync/utils";
import type { Item, Value } from "../data/record.ts";
import type { DefaultSpec, FieldSpec, FieldType } from "../data/spec.ts";
import { counted, scalarProblem } from "./check-scalar.ts";
import type { Problem } from "./fail.ts";
import { canonical, now } from "./times.ts";

/** What an input says about the stored fields. */
export interface Checked {
  /** Values to store, in canonical form. */
  readonly values: Item;
  /** Fields to clear. */
  readonly cleared: readonly string[];
}

/** Objects in objects, the record itself being the first level. Loops need something to loop over. */
const levels = ["1", "2", "3", "4", "5", "6"];
/** More objects or list elements than this in one input are refused: AppSync stops long evaluations. */
const mostValues = 1000;

interface Task {
  readonly fields: readonly FieldSpec[];
  readonly input: Item;
  readonly path: string;
  readonly values: Record<string, Value>;
}

/**
 * Checks an input against the fields of a model, level by level (APPSYNC_JS has no recursion), fills defaults in and
 * brings values to the form they are stored in. Problems are added to the list; nothing is thrown.
 *
 * @param partial an update: fields that are not given stay, and null clears
 * @param filesPrefix keys of files must start with it
 */
export function checkFields(
  fields: readonly FieldSpec[],
  input: Item,
  partial: boolean,
  filesPrefix: string,
  problems: Problem[],
): Checked {
  const values: Record<string, Value> = {};
  const cleared: string[] = [];
  let tasks: Task[] = [{ fields, input, path: "", values }];
  let seen = 0;
  for (const level of levels) {
    const nested: Task[] = [];
    const top = level === "1";
    tasks.forEach((task) => {
      task.fields.forEach((field) => {
        if (top && partial && !Object.hasOwn(task.input, field.name)) return;
        const value = givenOrDefault(field, task.input[field.name], top && partial);
        if (value !== null) {
          checkValue(field, value, task, nested, filesPrefix, problems);
          seen = seen + (field.list ? (value as readonly Value[]).length : 1);
        } else if (!field.optional) {
          problems.push({ field: task.path + field.name, message: "is required" });
        } else if (top) cleared.push(field.name);
      });
    });
    // An input this large is wrong already; its depths are not looked at.
    tasks = seen > mostValues ? [] : nested;
  }
  if (seen > mostValues) problems.push({ field: "input", message: `may have at most ${mostValues} values` });
  if (tasks.length > 0) problems.push({ field: `${tasks[0]?.path}`, message: "is nested too deep" });
  return { values, cleared };
}

function givenOrDefault(field: FieldSpec, given: Value, partial: boolean): Value {
  if (given !== null && given !== undefined) return given;
  return partial || field.default === undefined ? null : defaultOf(field.type, field.default);
}

function defaultOf(type: FieldType, spec: DefaultSpec): Value {
  if (spec === "generated") return util.autoUlid();
  if (spec !== "now") return spec.value;
  if (type === "date") return now().slice(0, 10);
  return type === "time" ? now().slice(11, 23) : now();
}

function checkValue(
  field: FieldSpec,
  value: Value,
  task: Task,
  nested: Task[],
  filesPrefix: string,
  problems: Problem[],
): void {
  const path = task.path + field.name;
  if (!field.list) {
    task.values[field.name] = checkOne(field, value, path, nested, filesPrefix, problems);
    return;
  }
  const elements = value as readonly Value[];
  if (field.minItems !== undefined && elements.length < field.minItems) {
    problems.push({ field: path, message: `must have at least ${counted(field.minItems, "element")}` });
  }
  if (field.maxItems !== undefined && elements.length > field.maxItems) {
    problems.push({ field: path, message: `must have at most ${counted(field.maxItems, "element")}` });
    return;
  }
  task.values[field.name] = elements.map((element, position) =>
    checkOne(field, element, `${path}[${position}]`, nested, filesPrefix, problems),
  );
}

/** Adds the object's own fields to the next level, or says what is wrong with anything else. @returns what to store */
function checkOne(
  field: FieldSpec,
  value: Value,
  path: string,
  nested: Task[],
  filesPrefix: string,
  problems: Problem[],
): Value {
  if (field.type === "object" && value !== null) {
    const values: Record<string, Value> = {};
    nested.push({ fields: field.fields ?? [], input: value as Item, path: `${path}.`, values });
    return values;
  }
  const stored = field.type === "file" ? value : canonical(field.type, value);
  const problem = scalarProblem(field, stored, filesPrefix);
  if (problem !== null) problems.push({ field: path, message: problem });
  return stored;
}
