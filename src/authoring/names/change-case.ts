/** The words of a name in any style: `dueOn`, `due_on`, `DueOn`, `due-on`, `HTTPRoute`. */
function wordsOf(name: string): string[] {
  return name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1 $2")
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== "");
}

/** `InvoiceLine` -> `invoice-line`: how files and folders are named. */
export function kebabCase(name: string): string {
  return wordsOf(name).join("-").toLowerCase();
}

/** `due_on` -> `dueOn`. */
export function camelCase(name: string): string {
  const pascal = pascalCase(name);
  return pascal.charAt(0).toLowerCase() + pascal.slice(1);
}

/** `invoice line` -> `InvoiceLine`. */
export function pascalCase(name: string): string {
  return wordsOf(name)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase())
    .join("");
}
