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
  const words = name.normalize("NFKD").match(/[A-Za-z0-9]+/g) ?? [];
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
  return name
    .normalize("NFKD")
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .replace(/[^A-Za-z0-9]+/g, "-")
    .replace(/^[-0-9]+|-+$/g, "")
    .toLowerCase();
}
