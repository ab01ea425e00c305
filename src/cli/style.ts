import { styleText } from "node:util";

/** Marks words for the eye. Render functions get one, so that they stay pure. */
export interface Style {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  green(text: string): string;
  yellow(text: string): string;
  cyan(text: string): string;
}

type Format = keyof Style;

const formats: readonly Format[] = ["bold", "dim", "red", "green", "yellow", "cyan"];

/** No marks at all: pipes, NO_COLOR, tests. */
export const plainStyle: Style = styleOf((_format, text) => text);

/** Marks by terminal escape sequences. */
export const colourStyle: Style = styleOf((format, text) =>
  text === "" ? "" : styleText(format, text, { validateStream: false }),
);

/**
 * The style that suits a stream: plain without a terminal, and wherever NO_COLOR is set (https://no-color.org).
 * FORCE_COLOR asks for colour also without a terminal, as Node itself understands it.
 */
export function styleFor(
  stream: { readonly isTTY?: boolean; hasColors?(): boolean },
  environment: NodeJS.ProcessEnv = process.env,
): Style {
  if (environment.NO_COLOR !== undefined && environment.NO_COLOR !== "") return plainStyle;
  if (environment.FORCE_COLOR !== undefined) {
    return ["0", "false"].includes(environment.FORCE_COLOR) ? plainStyle : colourStyle;
  }
  return stream.isTTY === true && stream.hasColors?.() === true ? colourStyle : plainStyle;
}

function styleOf(apply: (format: Format, text: string) => string): Style {
  return Object.fromEntries(formats.map((format) => [format, (text: string) => apply(format, text)])) as {
    [F in Format]: (text: string) => string;
  };
}
