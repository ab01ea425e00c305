/** How a file is written. What Plinth writes anew has `houseStyle`; what it adds to a file takes on the file's own. */
export interface CodeStyle {
  /** One level. */
  readonly indent: string;
  readonly quote: '"' | "'";
  readonly semicolons: boolean;
  readonly trailingCommas: boolean;
  readonly eol: "\n" | "\r\n";
  /** Columns. */
  readonly width: number;
  /** `{ a }` rather than `{a}`. */
  readonly bracketSpacing: boolean;
}

/** As the formatter of a new project (biome.json) has it. */
export const houseStyle: CodeStyle = {
  indent: "  ",
  quote: '"',
  semicolons: true,
  trailingCommas: true,
  eol: "\n",
  width: 110,
  bracketSpacing: true,
};
