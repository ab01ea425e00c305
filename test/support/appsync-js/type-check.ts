import { join } from "node:path";
import ts from "typescript";

const root = join(import.meta.dirname, "../../..");
const file = join(root, "appsync-code.js");

const options: ts.CompilerOptions = {
  allowJs: true,
  checkJs: true,
  noEmit: true,
  strict: false,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ["lib.es2023.d.ts"],
  types: [],
  skipLibCheck: true,
};

const host = ts.createCompilerHost(options);
const read = host.getSourceFile.bind(host);
const libraries = new Map<string, ts.SourceFile | undefined>();

/**
 * AppSync has been seen to type-check JavaScript when it is deployed (aws-appsync-community issues 279, 323, 324 and 334):
 * code without a type, as a bundler leaves it, then has to pass with what TypeScript infers.
 *
 * @returns TypeScript's complaints about the bundled code
 */
export function typeCheck(code: string): string[] {
  const source = ts.createSourceFile(file, code, ts.ScriptTarget.ES2022, true, ts.ScriptKind.JS);
  const getSourceFile: typeof host.getSourceFile = (name, ...rest) => {
    if (name === file) return source;
    if (!libraries.has(name)) libraries.set(name, read(name, ...rest));
    return libraries.get(name);
  };
  const fileExists = (name: string) => name === file || host.fileExists(name);
  const program = ts.createProgram([file], options, { ...host, getSourceFile, fileExists });
  const problems = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
  return problems.map((problem) => {
    const { line, character } = source.getLineAndCharacterOfPosition(problem.start ?? 0);
    return `${line + 1}:${character + 1} TS${problem.code}: ${ts.flattenDiagnosticMessageText(problem.messageText, " ")}`;
  });
}
