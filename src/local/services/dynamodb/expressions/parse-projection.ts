import { readExpression } from "./reader.ts";
import type { Parts } from "./syntax.ts";

/**
 * Parses a projection expression: document paths with commas between.
 *
 * @throws WireError ValidationException
 */
export function parseProjection(text: string): Parts[] {
  const reader = readExpression(text);
  const paths: Parts[] = [];
  do paths.push(reader.path().parts);
  while (reader.accept(","));
  reader.finish();
  return paths;
}
