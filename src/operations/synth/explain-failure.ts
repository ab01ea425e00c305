import { relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { type Problem, UserError } from "../../errors/user-error.ts";

/**
 * What went wrong in a CDK app, from what it printed: the message, and the first place of the project that is named.
 *
 * @param project absolute path
 * @param printed standard error of the app
 */
export function explainFailure(project: string, printed: string): UserError {
  const config = /Invalid package config (.+?)\.?$/m.exec(printed)?.[1];
  if (config !== undefined) return brokenPackage(relative(project, config).split(sep).join("/"));
  const missing = /(?:Cannot find (?:package|module)|Could not resolve) ['"]([^'"]+)['"]/.exec(printed)?.[1];
  const problem = placeOf(project, printed, messageOf(printed));
  if (missing !== undefined && !missing.startsWith(".") && !missing.startsWith("/")) {
    return new UserError({
      code: "PACKAGE_MISSING",
      message: `The package ${missing} is not installed.`,
      remedy: `Install the project's dependencies (npm install), or add it: npm install ${packageName(missing)}`,
      ...(problem === null ? {} : { problems: [problem] }),
    });
  }
  return new UserError({
    code: "SYNTH_FAILED",
    message: `The CDK app stopped: ${messageOf(printed)}`,
    remedy: remedyFor(problem?.file ?? null),
    ...(problem === null ? {} : { problems: [problem] }),
    cause: new Error(printed),
  });
}

function brokenPackage(file: string): UserError {
  const remedy = `Correct it, or bring it back: git checkout -- ${file}`;
  return new UserError({
    code: "PACKAGE_JSON_BROKEN",
    message: `${file} is not valid JSON, so Node cannot run the CDK app.`,
    remedy,
    problems: [{ file, line: null, message: "is not valid JSON.", remedy }],
  });
}

/** The line of the error itself: Node prints `SomeError: message`, esbuild `[ERROR] message`. */
function messageOf(printed: string): string {
  const lines = printed.split("\n").map((line) => line.trim());
  const esbuild = lines.find((line) => line.includes("[ERROR] "));
  if (esbuild !== undefined) return esbuild.replace(/^.*\[ERROR\] /, "");
  const start = lines.findIndex((line) => /^(?:Uncaught )?[A-Za-z]*(?:Error|Exception)\b.*:/.test(line));
  if (start === -1) return lines.findLast((line) => line !== "") ?? "it printed nothing.";
  const end = lines.findIndex((line, index) => index > start && /^(?:at |$|\{$)/.test(line));
  return lines.slice(start, end === -1 ? start + 12 : end).join("\n");
}

/** Stack frames are `file:///path:line:column`, esbuild's places `path:line:column:` relative to the project. */
function placeOf(project: string, printed: string, message: string): Problem | null {
  const places = [
    ...[...printed.matchAll(/(file:\/\/[^\s)]+?):(\d+)(?::\d+)?/g)].map((match) => ({
      file: relative(project, fileURLToPath(match[1] ?? "")),
      line: Number(match[2]),
    })),
    ...[...printed.matchAll(/^\s+([\w./-]+\.[cm]?[jt]sx?):(\d+):\d+:$/gm)].map((match) => ({
      file: match[1] ?? "",
      line: Number(match[2]),
    })),
  ].filter(({ file }) => !file.startsWith("..") && !file.includes("node_modules"));
  // The user's own code first: runtime files only pass on what that did.
  const place = places.find(({ file }) => !isGenerated(file)) ?? places[0];
  if (place === undefined) return null;
  const file = place.file.split(sep).join("/");
  return { file, line: place.line, message: message.split("\n")[0] ?? message, remedy: remedyFor(file) };
}

function isGenerated(file: string): boolean {
  return file.split(sep)[0] === "infra" && !file.endsWith("custom.ts");
}

function remedyFor(file: string | null): string {
  if (file === null) return 'Run the app by itself to see everything it prints: "node infra/app.ts".';
  if (isGenerated(file))
    return 'Run "plinth generate"; if it stays, run the command again with --debug and report it.';
  return `Correct ${file} and run the command again.`;
}

/** `@scope/name/deep/path` -> `@scope/name`. */
function packageName(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}
