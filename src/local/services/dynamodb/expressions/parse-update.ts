import { type Reader, readExpression } from "./reader.ts";
import type { Action, AssignedOf, Operand } from "./syntax.ts";

const sections = ["SET", "REMOVE", "ADD", "DELETE"] as const;
const functions: ReadonlySet<string> = new Set(["if_not_exists", "list_append"]);

/**
 * Parses an update expression.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html
 *
 * @throws WireError ValidationException
 */
export function parseUpdate(text: string): Action[] {
  const reader = readExpression(text);
  const actions: Action[] = [];
  const seen = new Set<string>();
  do {
    const section = sections.find((word) => reader.acceptWord(word));
    if (section === undefined) return reader.fail();
    if (seen.has(section)) {
      reader.fault("section", `The "${section}" section can only be used once in an update expression;`);
    }
    seen.add(section);
    do actions.push(action(reader, section));
    while (reader.accept(","));
  } while (reader.next().kind !== "end");
  reader.finish();
  return actions;
}

function action(reader: Reader, section: (typeof sections)[number]): Action {
  reader.operator();
  const path = reader.path().parts;
  switch (section) {
    case "SET":
      reader.expect("=");
      return { kind: "set", path, value: assigned(reader) };
    case "REMOVE":
      return { kind: "remove", path };
    case "ADD":
    case "DELETE": {
      const token = reader.next();
      if (token.kind !== "value") reader.fail();
      reader.take();
      return {
        kind: section === "ADD" ? "add" : "delete",
        path,
        value: { kind: "value", name: token.text },
      };
    }
  }
}

function assigned(reader: Reader): AssignedOf<Operand> {
  if (reader.accept("(")) {
    const inner = assigned(reader);
    reader.expect(")");
    return inner.kind === "arithmetic" ? inner : continued(reader, inner);
  }
  return continued(reader, operand(reader));
}

function continued(reader: Reader, left: Operand): AssignedOf<Operand> {
  const sign = reader.accept("+") ? "+" : reader.accept("-") ? "-" : null;
  if (sign === null) return left;
  reader.operator();
  return { kind: "arithmetic", sign, left, right: operand(reader) };
}

function operand(reader: Reader): Operand {
  if (reader.accept("(")) {
    const inner = operand(reader);
    reader.expect(")");
    return inner;
  }
  const token = reader.next();
  if (token.kind === "value") {
    reader.take();
    return { kind: "value", name: token.text };
  }
  const name = reader.callee();
  if (name === null) return reader.path();
  const args = [operand(reader)];
  while (reader.accept(",")) args.push(operand(reader));
  reader.expect(")");
  reader.operator();
  if (!functions.has(name)) {
    reader.fault("unknownFunction", `Invalid function name; function: ${name}`);
  }
  return { kind: "call", name, args };
}
