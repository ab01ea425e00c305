/**
 * Tells whether the arguments ask for help, and about what: `plinth`, `plinth --help`, `plinth help synth`,
 * `plinth synth -h`.
 *
 * @param argv arguments after the program's name
 * @returns the words that name a command (none: the overview), or null where no help is asked for
 */
export function helpTopic(argv: readonly string[]): readonly string[] | null {
  if (argv.length === 0) return [];
  const end = argv.indexOf("--");
  const own = end === -1 ? argv : argv.slice(0, end);
  const asked = own[0] === "help" || own.includes("--help") || own.includes("-h");
  if (!asked) return null;
  const words = own[0] === "help" ? own.slice(1) : own;
  const firstFlag = words.findIndex((word) => word.startsWith("-"));
  return firstFlag === -1 ? words : words.slice(0, firstFlag);
}
