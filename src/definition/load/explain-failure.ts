import { relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { Problem } from "../../errors/user-error.ts";
import { fieldMethods } from "../language/fields.ts";
import { modelMethods } from "../language/model.ts";
import { relationMethods } from "../language/relations.ts";
import { closest } from "../words/did-you-mean.ts";
import { quoted } from "../words/quoted.ts";
import type { ModuleSession } from "./module-session.ts";

/**
 * What went wrong while a file ran, in words that help, with the line of the user's code that is at fault.
 *
 * @param file that was loaded; the fault may be in one that it imports
 * @param vocabulary names that `plinth` exports
 */
export function explainFailure(
  error: unknown,
  file: string,
  projectDir: string,
  session: ModuleSession,
  vocabulary: readonly string[],
): Problem {
  const failed = session.failedImport(error);
  if (failed !== null)
    return explainImport(failed.specifier, fileOf(failed.importer, projectDir) ?? file, session);
  const message = error instanceof Error ? error.message : quoted(error);
  const at = placeInStack(error, projectDir) ?? { file, line: null };
  const code = error instanceof Error && "code" in error ? error.code : null;
  if (code === "ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX") {
    return {
      ...at,
      message: `${message.replace(" in strip-only mode", "")}: Node runs the file as it is and only removes types.`,
      remedy: syntaxRemedy(message),
    };
  }
  if (error instanceof Error && error.name === "SyntaxError") return explainSyntax(message, at, vocabulary);
  const method = /(?:\.|^)(\w+)(?:\(\.\.\.\))? is not a function/.exec(message)?.[1];
  if (error instanceof TypeError && method !== undefined) {
    return { ...at, ...explainMethod(method, vocabulary) };
  }
  if (error instanceof ReferenceError) {
    const explained = explainName(message, vocabulary);
    if (explained !== null) return { ...at, ...explained };
  }
  return {
    ...at,
    message: `The file could not be run: ${oneLine(message)}`,
    remedy: "Mend the code; it must run without a network, a database or other state.",
  };
}

/** The problem of a file whose code never came to an end. */
export function neverEnds(file: string, seconds: number): Problem {
  return {
    file,
    line: null,
    message: `The file did not finish loading within ${seconds} seconds.`,
    remedy: "Remove what it waits for: definitions only describe.",
  };
}

const methods = [
  ...new Set([...Object.values({ ...fieldMethods, ...relationMethods }).flat(), ...modelMethods]),
];

type Explanation = Pick<Problem, "message" | "remedy">;

function explainMethod(method: string, vocabulary: readonly string[]): Explanation {
  if (methods.includes(method)) {
    return { message: `What stands before .${method}() has no ${method}().`, remedy: `Remove .${method}().` };
  }
  const near = closest(method, methods) ?? closest(method, vocabulary);
  const remedy = near === null ? "See what the builder before it offers." : `Did you mean ${near}()?`;
  return { message: `${method}() does not exist here.`, remedy };
}

function explainName(message: string, vocabulary: readonly string[]): Explanation | null {
  const early = /^Cannot access '(.+)' before initialization/.exec(message)?.[1];
  if (early !== undefined) {
    return {
      message: `"${early}" is used before it is defined.`,
      remedy: "Move it up; where two files import each other, move what both need to a file of its own.",
    };
  }
  const name = /^(\w+) is not defined/.exec(message)?.[1];
  if (name === undefined) return null;
  if (vocabulary.includes(name)) {
    return { message: `"${name}" is not imported.`, remedy: `Add ${name} to import { ... } from "plinth".` };
  }
  const near = closest(name, vocabulary);
  const remedy = near === null ? "Import or define it." : `Did you mean "${near}"?`;
  return { message: `"${name}" is not defined.`, remedy };
}

function explainImport(specifier: string, file: string, session: ModuleSession): Problem {
  const text = session.text(file) ?? "";
  const line = lineOf(text, text.search(new RegExp(`["']${specifier.replace(/[^\w]/g, "\\$&")}["']`)));
  if (!/^[./]/.test(specifier)) {
    const near = closest(specifier, ["plinth"]);
    return {
      file,
      line,
      message: `The package ${quoted(specifier)} is not installed.`,
      remedy:
        near === null
          ? `Install it: npm install ${specifier
              .split("/")
              .slice(0, specifier.startsWith("@") ? 2 : 1)
              .join("/")}`
          : `Write import ... from "${near}".`,
    };
  }
  const hasEnding = /\.\w+$/.test(specifier);
  return {
    file,
    line,
    message: `There is no file ${quoted(specifier)} beside this one.`,
    remedy: hasEnding
      ? specifier.endsWith(".js")
        ? `Write ${quoted(specifier.replace(/\.js$/, ".ts"))}: imports name the file as it is.`
        : "Correct the path."
      : `Write ${quoted(`${specifier}.ts`)}: imports name the file with its ending.`,
  };
}

function explainSyntax(
  message: string,
  at: Pick<Problem, "file" | "line">,
  vocabulary: readonly string[],
): Problem {
  const missing = /requested module '(.+)' does not provide an export named '(.+)'/.exec(message);
  if (missing === null)
    return {
      ...at,
      message: `The code cannot be read: ${oneLine(message)}.`,
      remedy: "Correct the syntax at this line, or just before it.",
    };
  const [, module = "", name = ""] = missing;
  if (module !== "plinth") {
    return {
      ...at,
      message: `${quoted(module)} exports no "${name}".`,
      remedy: `Export it there; where it is a type, write import type { ${name} }.`,
    };
  }
  const near = closest(name, vocabulary);
  const remedy =
    near !== null
      ? `Did you mean "${near}"?`
      : /^[A-Z]/.test(name)
        ? `Where it is a type, write import type { ${name} }.`
        : `There is: ${vocabulary.join(", ")}.`;
  return { ...at, message: `"plinth" exports no "${name}".`, remedy };
}

function syntaxRemedy(message: string): string {
  if (message.includes("enum")) return 'Write oneOf("a", "b"), or a const object.';
  if (message.includes("parameter property"))
    return "Declare the property in the class and assign it in the constructor.";
  if (message.includes("namespace") || message.includes("module"))
    return "Use a module of its own instead of a namespace.";
  if (message.includes("import"))
    return 'Write import name from "..." instead of import name = require("...").';
  return "Write it in plain JavaScript with types.";
}

/** The first place in the user's own files that an error's stack mentions. */
function placeInStack(error: unknown, projectDir: string): { file: string; line: number } | null {
  if (!(error instanceof Error) || error.stack === undefined) return null;
  for (const [, url = "", line = ""] of error.stack.matchAll(/(file:\/\/[^\s()]+?)\?plinth=\d+:(\d+)/g)) {
    const file = fileOf(fileURLToPath(url), projectDir);
    if (file !== null) return { file, line: Number(line) };
  }
  return null;
}

function fileOf(path: string, projectDir: string): string | null {
  const file = relative(projectDir, path).split(sep).join("/");
  return file.startsWith("..") ? null : file;
}

function lineOf(text: string, offset: number): number | null {
  return offset < 0 ? null : text.slice(0, offset).split("\n").length;
}

function oneLine(message: string): string {
  const line = message.split("\n", 1)[0] ?? "";
  return line.length > 300 ? `${line.slice(0, 300)}...` : line;
}
