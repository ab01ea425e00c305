import { isMap, type Plain } from "../runtime/plain.ts";
import { type Item, toItem } from "./attribute-maps.ts";

interface ExpressionParts {
  readonly names: Record<string, string>;
  readonly values: Item;
}

/** Gathers the names and values of several AppSync expressions of one request, as DynamoDB wants them: together. */
export class Expressions {
  private readonly parts: ExpressionParts = { names: {}, values: {} };

  /** Takes the names and values in and gives the expression's text; undefined where there is none. */
  take(value: unknown): string | undefined {
    if (value === undefined || value === null) return undefined;
    // A filter or condition may also be the JSON string that util.transform gives.
    const expression: unknown = typeof value === "string" ? JSON.parse(value) : value;
    if (!isMap(expression) || typeof expression["expression"] !== "string") {
      throw new Error(`Expected an expression, got ${JSON.stringify(value)}`);
    }
    Object.assign(this.parts.names, (expression["expressionNames"] as Plain | null | undefined) ?? {});
    Object.assign(this.parts.values, toItem(expression["expressionValues"] ?? {}));
    return expression["expression"];
  }

  /** The members for the SDK's input; absent rather than empty, which DynamoDB refuses. */
  members(): { ExpressionAttributeNames?: Record<string, string>; ExpressionAttributeValues?: Item } {
    const { names, values } = this.parts;
    return {
      ...(Object.keys(names).length > 0 && { ExpressionAttributeNames: names }),
      ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
    };
  }
}
