/**
 * What the package `plinth` gives to `plinth.config.ts`, `models/*.ts` and `functions/<name>/function.ts`.
 *
 * It only describes: nothing here reads a file, and nothing heavy is imported.
 */
export * from "./definition/language/index.ts";
