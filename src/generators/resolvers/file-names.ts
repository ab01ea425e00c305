/** `InvoiceLine` -> `invoice-line`, `APIKey` -> `api-key`: the file of a model. */
export function kebabCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1-$2")
    .toLowerCase();
}

/** `InvoiceLine` -> `invoiceLine`: the constant that holds a model. A word that is taken gets an underscore. */
export function constantName(name: string): string {
  const camel = name.charAt(0).toLowerCase() + name.slice(1);
  return taken.has(camel) ? `${camel}_` : camel;
}

/** What TypeScript keeps for itself, and the list of all models. */
const taken: ReadonlySet<string> = new Set(
  [
    "arguments await break case catch class const continue debugger default delete do else enum eval export extends",
    "false finally for function if implements import in instanceof interface let new null package private protected",
    "public return static super switch this throw true try typeof undefined var void while with yield models",
  ]
    .join(" ")
    .split(" "),
);

/**
 * Each model's file, without its ending: kebab-case, with a number where two models would share one (`ApiKey`, `APIKey`).
 *
 * @param names sorted
 */
export function modelFiles(names: readonly string[]): ReadonlyMap<string, string> {
  const counts = new Map<string, number>();
  return new Map(
    names.map((name) => {
      const file = kebabCase(name);
      const count = (counts.get(file) ?? 0) + 1;
      counts.set(file, count);
      // A number can be a part of a name, two dashes in a row cannot.
      return [name, count === 1 ? file : `${file}--${count}`];
    }),
  );
}
