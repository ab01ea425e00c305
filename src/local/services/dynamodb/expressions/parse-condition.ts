import { type Reader, readExpression } from "./reader.ts";
import type { Comparator, Condition, Operand } from "./syntax.ts";

const comparators: ReadonlySet<string> = new Set(["=", "<>", "<", "<=", ">", ">="]);
/** Functions that are conditions by themselves; `size` is an operand. */
const tests: ReadonlySet<string> = new Set([
  "attribute_exists",
  "attribute_not_exists",
  "attribute_type",
  "begins_with",
  "contains",
]);

/** A condition or an operand in parentheses looks alike until what follows is seen. */
type Node = Condition | Operand;

/**
 * Parses a condition, filter or key condition expression.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html
 *
 * @throws WireError ValidationException
 */
export function parseCondition(text: string): Condition {
  const reader = readExpression(text);
  const node = either(reader);
  if (reader.next().kind !== "end") reader.fail();
  const condition = asCondition(node, reader);
  reader.finish();
  return condition;
}

function either(reader: Reader): Node {
  let left = both(reader);
  while (reader.isWord("OR")) {
    reader.operator();
    const before = asCondition(left, reader);
    reader.take();
    left = { kind: "or", left: before, right: asCondition(both(reader), reader) };
  }
  return left;
}

function both(reader: Reader): Node {
  let left = negated(reader);
  while (reader.isWord("AND")) {
    reader.operator();
    const before = asCondition(left, reader);
    reader.take();
    left = { kind: "and", left: before, right: asCondition(negated(reader), reader) };
  }
  return left;
}

function negated(reader: Reader): Node {
  if (!reader.isWord("NOT")) return compared(reader);
  reader.take();
  reader.operator();
  return { kind: "not", condition: asCondition(negated(reader), reader) };
}

function compared(reader: Reader): Node {
  const left = primary(reader);
  const { kind, text } = reader.next();
  if (!isOperand(left)) return left;
  if (kind === "symbol" && comparators.has(text)) {
    reader.take();
    reader.operator();
    const operand = measured(left, reader);
    return { kind: "compare", operator: text as Comparator, left: operand, right: operandOf(reader) };
  }
  if (reader.acceptWord("BETWEEN")) {
    reader.operator();
    const operand = measured(left, reader);
    const low = operandOf(reader);
    if (!reader.acceptWord("AND")) reader.fail();
    return { kind: "between", operand, low, high: operandOf(reader) };
  }
  if (reader.acceptWord("IN")) {
    reader.operator();
    const operand = measured(left, reader);
    reader.expect("(");
    const choices = [operandOf(reader)];
    while (reader.accept(",")) choices.push(operandOf(reader));
    reader.expect(")");
    return { kind: "in", operand, choices };
  }
  return left;
}

function operandOf(reader: Reader): Operand {
  const node = primary(reader);
  return isOperand(node) ? measured(node, reader) : reader.fail();
}

function primary(reader: Reader): Node {
  if (!reader.accept("(")) return atom(reader);
  if (reader.doubled()) reader.fault("parentheses", "The expression has redundant parentheses;");
  const node = either(reader);
  reader.expect(")");
  return node;
}

function atom(reader: Reader): Operand {
  const token = reader.next();
  if (token.kind === "value") {
    reader.take();
    return { kind: "value", name: token.text };
  }
  const name = reader.callee();
  if (name === null) return reader.path();
  const args = [operandOf(reader)];
  while (reader.accept(",")) args.push(operandOf(reader));
  reader.expect(")");
  reader.operator();
  if (name !== "size" && !tests.has(name)) {
    reader.fault("unknownFunction", `Invalid function name; function: ${name}`);
  }
  return { kind: "call", name, args };
}

function isOperand(node: Node): node is Operand {
  return node.kind === "path" || node.kind === "value" || node.kind === "call";
}

/** Only `size` gives something to compare. */
function measured(operand: Operand, reader: Reader): Operand {
  if (operand.kind === "call" && operand.name !== "size") misused(operand.name, reader);
  return operand;
}

function asCondition(node: Node, reader: Reader): Condition {
  if (!isOperand(node)) return node;
  if (node.kind !== "call") return reader.fail();
  if (node.name === "size") misused("size", reader);
  return { kind: "test", name: node.name, args: node.args };
}

function misused(name: string, reader: Reader): void {
  reader.fault(
    "misusedFunction",
    `The function is not allowed to be used this way in an expression; function: ${name}`,
  );
}
