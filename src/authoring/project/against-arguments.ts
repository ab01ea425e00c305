import type { Expression } from "oxc-parser";
import { quoted } from "../../definition/words/quoted.ts";
import { type Problem, UserError } from "../../errors/user-error.ts";
import type { FileChange } from "../../files/file-change.ts";
import { type Declaration, declarationsIn, fieldsObject, writtenFields } from "../edit/find-declarations.ts";
import { lineAt, parseSource } from "../edit/source-file.ts";
import type { Origin } from "./origins.ts";

interface Place {
  readonly origin: Origin;
  /** Positions in the text. */
  readonly start: number;
  readonly end: number;
  /** Lines, from 1. */
  readonly from: number;
  readonly to: number;
}

/**
 * Puts problems of the definition where the person can mend them: at the argument that the line came from. Problems of
 * other lines keep their file, with the line it has on disk.
 *
 * @param changes that the definition was loaded with
 */
export async function againstArguments(
  error: UserError,
  origins: readonly Origin[],
  changes: readonly FileChange[],
): Promise<UserError> {
  const places: Place[] = [];
  for (const { path, after } of changes) {
    const here = origins.filter((origin) => origin.path === path);
    if (after === null || here.length === 0) continue;
    const parsed = await parseSource(path, after);
    if (!parsed.ok) continue;
    const declarations = declarationsIn(parsed.file);
    for (const origin of here) {
      const declaration = declarations.find(({ name }) => name === origin.model);
      if (declaration !== undefined) places.push(...placesOf(origin, declaration));
    }
  }
  const problems = error.problems.map((problem) => atArgument(problem, places) ?? onDisk(problem, changes));
  return new UserError({
    code: error.code,
    message: error.message,
    remedy: `${error.remedy} Nothing was written.`,
    problems,
    exit: error.exit,
    cause: error,
  });
}

function placesOf(origin: Origin, declaration: Declaration): Place[] {
  const { text } = declaration.file;
  const place = (start: number, end: number): Place[] => [
    { origin, start, end, from: lineAt(text, start), to: lineAt(text, end) },
  ];
  if (origin.field !== undefined) {
    const field = writtenFields(declaration).find(({ name }) => name === origin.field);
    const inner = origin.inner === undefined ? field : propertyOf(declaration, field, origin.inner);
    return inner === undefined ? [] : place(inner.start, inner.end);
  }
  if (origin.call === undefined) return place(declaration.start, declaration.start);
  const call = declaration.chain?.calls.filter(({ name }) => name === origin.call)[origin.nth ?? 0];
  if (call === undefined) return [];
  const property =
    origin.property === undefined ? undefined : propertyIn(call.node.arguments[0], origin.property);
  if (property !== undefined) return place(property.start, property.end);
  const callee = call.node.callee;
  return place(callee.type === "MemberExpression" ? callee.property.start : call.node.start, call.node.end);
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** A field of the object that a property of a function's settings is. */
function propertyOf(declaration: Declaration, outer: Span | undefined, name: string): Span | undefined {
  const object = fieldsObject(declaration)?.properties.find(({ start }) => start === outer?.start);
  return object?.type === "Property" ? propertyIn(object.value, name) : undefined;
}

function propertyIn(node: { readonly type: string } | undefined, name: string): Span | undefined {
  const object = node as Expression | undefined;
  if (object?.type !== "ObjectExpression") return undefined;
  return object.properties.find(
    (one) => one.type === "Property" && one.key.type === "Identifier" && one.key.name === name,
  );
}

function atArgument(problem: Problem, places: readonly Place[]): Problem | null {
  const { file, line } = problem;
  const here = places.filter(({ origin }) => origin.path === file);
  // A problem of a file as a whole is one of what the file was made for.
  const found = line === null ? here.find(isWhole) : narrowest(here, line, problem.message);
  if (found === undefined) return null;
  const message = `${quoted(found.origin.argument)}: ${problem.message}`;
  return { file: null, line: null, message, remedy: asFlag(problem.remedy) };
}

function isWhole({ origin }: Place): boolean {
  return origin.field === undefined && origin.call === undefined;
}

function narrowest(places: readonly Place[], line: number, message: string): Place | undefined {
  const around = places.filter(({ from, to }) => from <= line && line <= to);
  const least = Math.min(...around.map(({ from, to }) => to - from));
  const nearest = around.filter(({ from, to }) => to - from === least);
  if (nearest.length === 1) return nearest[0];
  // Several on one line: the one that the message speaks of, else the one that has the others inside.
  const named = nearest.find(({ origin }) => {
    const word = origin.inner ?? origin.field ?? origin.property;
    return word !== undefined && message.includes(`"${word}"`);
  });
  const contains = (outer: Place) =>
    nearest.every(({ start, end }) => outer.start <= start && end <= outer.end);
  return named ?? nearest.find(contains);
}

/** What the language says by a call, the command line says by a flag. */
function asFlag(remedy: string): string {
  return remedy.replace(/\.plural\("(\w+)"\)( to the model)?/g, "--plural $1");
}

/** Lines below an insertion are counted as they are on disk, where nothing has been inserted. */
function onDisk(problem: Problem, changes: readonly FileChange[]): Problem {
  const change = changes.find(({ path }) => path === problem.file);
  if (change === undefined || problem.line === null || change.before === null || change.after === null)
    return problem;
  const before = change.before.split("\n");
  const after = change.after.split("\n");
  const index = problem.line - 1;
  if (before[index] === after[index]) return problem;
  const fromEnd = before.length - (after.length - index);
  const same = before[fromEnd] === after[index];
  const near = same ? fromEnd : before.indexOf(after[index] ?? "");
  return { ...problem, line: near < 0 ? problem.line : near + 1 };
}
