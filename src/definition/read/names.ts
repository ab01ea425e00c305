import type { Place, Report } from "../finding.ts";
import {
  deviceNames,
  filterWords,
  keyAttributes,
  languageTypeNames,
  objectMembers,
  recordFieldNames,
  schemaTypeNames,
} from "../reserved-names.ts";
import { toCamel, toPascal } from "../words/letter-case.ts";
import { quoted } from "../words/quoted.ts";
import { codePoint } from "../words/unsafe-text.ts";

const longestTypeName = 50;
const longestFieldName = 64;

/** Checks the name of a model, an enum, an object or a link. @returns whether it may be used */
export function checkTypeName(name: string, what: string, place: Place, report: Report): boolean {
  const wrong = typeNameProblem(name, what);
  if (wrong !== null) report(place, ...wrong);
  return wrong === null;
}

function typeNameProblem(name: string, what: string): [message: string, remedy: string] | null {
  const shape = shapeProblem(name, longestTypeName, /^[A-Z][A-Za-z0-9]*$/, toPascal, "PascalCase");
  const shown = `The ${what} name ${quoted(name)}`;
  if (shape !== null) return [`${shown} ${shape[0]}.`, shape[1]];
  if (name.startsWith("AWS")) {
    return [
      `${shown} starts with AWS, which AppSync keeps to itself.`,
      `Write ${example(toPascal(name.slice(3)))}.`,
    ];
  }
  if (schemaTypeNames.has(name)) {
    return [
      `${shown} is a type that every generated schema has.`,
      `Say what kind it is, for instance ${quoted(`Customer${name}`)}.`,
    ];
  }
  if (what === "model" && deviceNames.test(name)) {
    return [
      `${shown} is a device of Windows: no file can be called so there.`,
      `Say what kind it is, for instance ${quoted(`Customer${name}`)}.`,
    ];
  }
  if (languageTypeNames.has(name)) {
    return [
      `${shown} is a word of TypeScript: code generated for it could not be compiled.`,
      `Say what kind it is, for instance ${quoted(`Customer${name}`)}.`,
    ];
  }
  return null;
}

/** Checks the name of a field or relation of a model. @returns whether it may be used */
export function checkRecordName(name: string, place: Place, report: Report): boolean {
  if (!checkFieldName(name, place, report)) return false;
  const shown = `The field name "${name}"`;
  if (recordFieldNames.has(name)) {
    report(place, `${shown} is taken: every record has it already.`, "Leave it out, or choose another name.");
  } else if (filterWords.has(name)) {
    report(place, `${shown} is how filters combine conditions.`, "Choose another name.");
  } else if (keyAttributes.test(name)) {
    report(place, `${shown} is an attribute of the table's keys.`, "Choose another name.");
  } else {
    return true;
  }
  return false;
}

/** Checks the name of a field of a nested object, an argument, or a model. @returns whether it may be used */
export function checkFieldName(name: string, place: Place, report: Report): boolean {
  if (objectMembers.has(name)) {
    report(place, `The field name "${name}" is part of every JavaScript object.`, "Choose another name.");
    return false;
  }
  const shape = shapeProblem(name, longestFieldName, /^[a-z][A-Za-z0-9]*$/, toCamel, "camelCase");
  if (shape !== null) report(place, `The field name ${quoted(name)} ${shape[0]}.`, shape[1]);
  return shape === null;
}

function shapeProblem(
  name: string,
  longest: number,
  shape: RegExp,
  better: (name: string) => string,
  wanted: string,
): [what: string, remedy: string] | null {
  if (name.length > longest) {
    return [`is ${name.length} characters long; at most ${longest} are allowed`, "Choose a shorter name."];
  }
  if (shape.test(name)) return null;
  const foreign = /[^\x20-\x7e]/u.exec(name)?.[0];
  if (foreign !== undefined) {
    return [
      `has the character ${codePoint(foreign)}, which is not one of A-Z, a-z and 0-9`,
      `Write ${example(better(name))}.`,
    ];
  }
  if (name.startsWith("_"))
    return [
      "starts with an underscore, which GraphQL and Plinth keep to themselves",
      `Write ${example(better(name))}.`,
    ];
  return [`is not ${wanted} made of A-Z, a-z and 0-9`, `Write ${example(better(name))}.`];
}

/** The better name if there is one. */
function example(better: string): string {
  return better === "" ? "a name that starts with a letter" : quoted(better.slice(0, longestFieldName));
}
