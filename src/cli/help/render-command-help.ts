import type { Style } from "../style.ts";
import { type ManifestCommand, type ManifestFlag, spoken } from "./manifest.ts";
import { table, wrap } from "./table.ts";

/**
 * The page of `plinth <command> --help`.
 *
 * @param width columns of the terminal
 */
export function renderCommandHelp(command: ManifestCommand, style: Style, width: number): string {
  const flags = Object.values(command.flags).filter((flag) => flag.hidden !== true);
  const own = flags.filter((flag) => flag.helpGroup === undefined);
  const global = flags.filter((flag) => flag.helpGroup !== undefined);
  const section = (heading: string, body: string) => `${style.bold(heading)}\n${body}`;
  const args = Object.values(command.args);
  return `${[
    command.summary ?? "",
    section("USAGE", `  $ ${usageOf(command)}`),
    ...(command.description === undefined ? [] : [indented(command.description, width)]),
    ...(args.length === 0
      ? []
      : [
          section(
            "ARGUMENTS",
            table(
              args.map((arg) => row(argumentTerm(arg.name), arg.description, style)),
              width,
            ),
          ),
        ]),
    ...(own.length === 0 ? [] : [section("FLAGS", flagTable(own, style, width))]),
    section("FLAGS OF EVERY COMMAND", flagTable(global, style, width)),
    ...(command.examples === undefined ? [] : [section("EXAMPLES", examplesOf(command, style))]),
  ].join("\n\n")}\n`;
}

function usageOf(command: ManifestCommand): string {
  if (typeof command.usage === "string") return `plinth ${command.usage}`;
  const args = Object.values(command.args).map((arg) =>
    arg.required === true ? argumentTerm(arg.name) : `[${argumentTerm(arg.name)}]`,
  );
  const own = Object.values(command.flags).some((flag) => flag.helpGroup === undefined);
  return ["plinth", spoken(command.id), ...args, ...(own ? ["[flags]"] : [])].join(" ");
}

function argumentTerm(name: string): string {
  return name.toUpperCase();
}

function flagTable(flags: readonly ManifestFlag[], style: Style, width: number): string {
  const anyChar = flags.some((flag) => flag.char !== undefined);
  return table(
    flags.map((flag) => row(flagTerm(flag, anyChar), flagText(flag), style)),
    width,
  );
}

function flagTerm(flag: ManifestFlag, anyChar: boolean): string {
  const short = flag.char === undefined ? (anyChar ? "    " : "") : `-${flag.char}, `;
  const name = flag.allowNo === true ? `--[no-]${flag.name}` : `--${flag.name}`;
  return flag.type === "boolean" ? short + name : `${short}${name} ${placeholderOf(flag)}`;
}

function placeholderOf(flag: ManifestFlag): string {
  if (flag.helpValue !== undefined) return [flag.helpValue].flat().join(" ");
  return `<${flag.options?.join("|") ?? "value"}>`;
}

function flagText(flag: ManifestFlag): string {
  return [flag.summary, flag.description].filter((text) => text !== undefined).join("\n");
}

function row(term: string, text: string | undefined, style: Style) {
  return { term, shown: style.cyan(term), text: text ?? "" };
}

function indented(text: string, width: number): string {
  return wrap(text, width - 2)
    .map((line) => (line === "" ? "" : `  ${line}`))
    .join("\n");
}

function examplesOf(command: ManifestCommand, style: Style): string {
  return (command.examples ?? [])
    .map((example) =>
      typeof example === "string"
        ? `  $ ${example}`
        : `  ${style.dim(example.description)}\n  $ ${example.command}`,
    )
    .join("\n\n");
}
