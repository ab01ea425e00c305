/**
 * English plurals of the last word of a PascalCase name.
 *
 * Plurals become names of the API, so they must never change by themselves: that is why these few rules are written here
 * instead of taken from a library, whose next correction would rename somebody's query. What they get wrong,
 * `.plural("...")` puts right.
 *
 * @returns null where the word has no plural of its own (`Equipment`) or seems to be one already (`Settings`)
 */
export function pluralOf(name: string): string | null {
  const start = name.search(/[A-Z][a-z0-9]*$/);
  const [rest, word] = start < 0 ? ["", name] : [name.slice(0, start), name.slice(start)];
  const lower = word.toLowerCase();
  if (uncountable.has(lower)) return null;
  for (const [singular, plural] of irregular) {
    if (lower === plural) return null;
    if (lower === singular) return rest + word.charAt(0) + plural.slice(1);
  }
  for (const [ending, replacement] of rules) {
    if (ending.test(lower))
      return replacement === null
        ? null
        : rest + word.charAt(0) + lower.replace(ending, replacement).slice(1);
  }
  return `${name}s`;
}

const uncountable = new Set(
  (
    "advice aircraft analytics audio bedding cash clothing content data deer equipment evidence feedback fish " +
    "furniture hardware headquarters health help homework information jewelry knowledge logistics " +
    "luggage machinery mail media merchandise metadata money moose music news offspring physics pricing progress research " +
    "rice salmon series sheep shrimp shipping software species staff storage stuff swine traffic trivia wheat"
  ).split(" "),
);

const irregular: readonly (readonly [string, string])[] = [
  ["person", "people"],
  ["child", "children"],
  ["man", "men"],
  ["woman", "women"],
  ["salesman", "salesmen"],
  ["craftsman", "craftsmen"],
  ["workman", "workmen"],
  ["foot", "feet"],
  ["tooth", "teeth"],
  ["goose", "geese"],
  ["mouse", "mice"],
  ["louse", "lice"],
  ["ox", "oxen"],
  ["die", "dice"],
  ["quiz", "quizzes"],
  ["bus", "buses"],
  ["gas", "gases"],
  ["lens", "lenses"],
  ["bias", "biases"],
  ["alias", "aliases"],
  ["atlas", "atlases"],
  ["canvas", "canvases"],
  ["iris", "irises"],
  ["criterion", "criteria"],
  ["phenomenon", "phenomena"],
  ["curriculum", "curricula"],
  ["medium", "mediums"],
  ["matrix", "matrices"],
  ["vertex", "vertices"],
  ["appendix", "appendices"],
  ["half", "halves"],
  ["calf", "calves"],
  ["self", "selves"],
  ["shelf", "shelves"],
  ["leaf", "leaves"],
  ["loaf", "loaves"],
  ["thief", "thieves"],
  ["wolf", "wolves"],
  ["knife", "knives"],
  ["life", "lives"],
  ["wife", "wives"],
  ["hero", "heroes"],
  ["echo", "echoes"],
  ["potato", "potatoes"],
  ["tomato", "tomatoes"],
  ["veto", "vetoes"],
];

const rules: readonly (readonly [RegExp, string | null])[] = [
  [/([^aeiou]|qu)y$/, "$1ies"],
  [/(ss|sh|x|zz)$/, "$1es"],
  [/(stomach|monarch|epoch|tech|loch)$/, "$1s"],
  [/ch$/, "ches"],
  [/us$/, "uses"],
  [/sis$/, "ses"],
  [/z$/, "zes"],
  [/s$/, null],
];
