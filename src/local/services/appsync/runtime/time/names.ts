/** Names as Java writes them in American English, which is what AppSync's servers speak. */
export const monthNames =
  "January February March April May June July August September October November December".split(" ");

/** From Monday. */
export const dayNames = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(" ");

export const quarterNames = ["1st quarter", "2nd quarter", "3rd quarter", "4th quarter"];
export const eraNames = ["Before Christ", "Anno Domini"];
const eraShort = ["BC", "AD"];
const eraNarrow = ["B", "A"];

/** A month's or day's name by the count of letters: 3 short, 4 full, 5 narrow. */
export const named = (names: readonly string[], count: number): readonly string[] =>
  count === 4 ? names : names.map((name) => name.slice(0, count === 5 ? 1 : 3));

export const quarters = (count: number): readonly string[] =>
  count === 4 ? quarterNames : ["1", "2", "3", "4"].map((each) => (count === 5 ? each : `Q${each}`));

export const eras = (count: number): readonly string[] =>
  count === 4 ? eraNames : count === 5 ? eraNarrow : eraShort;
