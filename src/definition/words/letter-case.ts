/** `dueOn` -> `DueOn`. */
export function capitalized(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** `Invoice` -> `invoice`; a leading acronym goes down as a whole: `APIKey` -> `apiKey`. */
export function uncapitalized(name: string): string {
  return name.replace(/^[A-Z]+(?![a-z])|^[A-Z]/, (start) => start.toLowerCase());
}

/** `send-invoice` -> `sendInvoice`. */
export function camelFromKebab(name: string): string {
  return name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** The nearest PascalCase name made of what is allowed in it: `invoice_line` -> `InvoiceLine`. */
export function toPascal(name: string): string {
  const words = latin(name).match(/[A-Za-z0-9]+/g) ?? [];
  return words
    .map(capitalized)
    .join("")
    .replace(/^[0-9]+/, "");
}

/** The nearest camelCase name made of what is allowed in it: `Due-on` -> `dueOn`. */
export function toCamel(name: string): string {
  return uncapitalized(toPascal(name));
}

/** The nearest kebab-case name: `Acme Corp` -> `acme-corp`. */
export function toKebab(name: string): string {
  return latin(name)
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .replace(/[^A-Za-z0-9]+/g, "-")
    .replace(/^[-0-9]+|-+$/g, "")
    .toLowerCase();
}

/** Cyrillic and Greek letters, each followed by the Latin one that it looks like. */
const alike =
  "\u0410A\u0412B\u0415E\u0417Z\u041aK\u041cM\u041dH\u041eO\u0420P\u0421C\u0422T\u0423Y\u0425X\u0430a\u0435e\u0456i\u0458j\u043eo\u0440p\u0441c\u0443y\u0445x\u0391A\u0392B\u0395E\u0396Z\u0397H\u0399I\u039aK\u039cM\u039dN\u039fO\u03a1P\u03a4T\u03a5Y\u03a7X\u03bfo\u0131i";
const latinOf = new Map(
  Array.from({ length: alike.length / 2 }, (_, i) => [alike.charAt(2 * i), alike.charAt(2 * i + 1)]),
);

/** The name with look-alikes, accents and wide letters replaced by what they look like. */
function latin(name: string): string {
  const plain = name.normalize("NFKD").replace(/[\p{M}\p{Cf}]/gu, "");
  return Array.from(plain, (character) => latinOf.get(character) ?? character).join("");
}
