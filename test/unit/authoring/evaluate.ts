import type { Expression } from "oxc-parser";

/** The value of a literal expression as JavaScript would see it: what a printed text means, not how it looks. */
export function evaluate(node: Expression): unknown {
  switch (node.type) {
    case "Literal":
      return "regex" in node && node.regex !== null ? { regex: node.regex.pattern } : node.value;
    case "UnaryExpression":
      return node.operator === "-" ? -Number(evaluate(node.argument)) : undefined;
    case "ArrayExpression":
      return node.elements.map((element) => (element === null ? undefined : evaluate(element as Expression)));
    case "ObjectExpression": {
      const entries = node.properties.map((property): [string, unknown] => {
        if (property.type !== "Property") throw new Error("no spreads are printed");
        const { key } = property;
        return [
          key.type === "Identifier" && !property.computed ? key.name : String(evaluate(key as Expression)),
          evaluate(property.value),
        ];
      });
      return Object.fromEntries(entries);
    }
    default:
      throw new Error(`not a literal: ${node.type}`);
  }
}
