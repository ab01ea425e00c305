import { validation } from "../errors.ts";
import { attributeOf, type Item, setAttribute, typeOf, type Value } from "../values/attribute-value.ts";
import { asText } from "../values/compare.ts";
import { addNumbers, subtractNumbers } from "../values/decimal.ts";
import type { BoundAction, BoundOperand } from "./bound.ts";
import { valueAt } from "./evaluate.ts";
import type { AssignedOf, Parts } from "./syntax.ts";

/**
 * Applies an update to an item. Every operand means the item as it was before.
 *
 * @param item as stored, or only the key where there is none; not changed
 * @returns the new item
 * @throws WireError ValidationException
 */
export function applyUpdate(actions: readonly BoundAction[], item: Item): Item {
  const sets: { path: Parts; value: Value }[] = [];
  const removed: Parts[] = [];
  for (const action of actions) {
    switch (action.kind) {
      case "set":
        sets.push({ path: action.path, value: assignedValue(action.value, item) });
        break;
      case "remove":
        removed.push(action.path);
        break;
      default: {
        const operand = operandValue(action.value, item);
        const before = valueAt(action.path, item);
        const value = action.kind === "add" ? added(before, operand) : without(before, operand);
        if (value !== undefined) sets.push({ path: action.path, value });
        else if (before !== undefined) removed.push(action.path);
        break;
      }
    }
  }
  let result: Item = { ...item };
  // New elements of a list are appended in the order of their indexes; the last is removed first, to keep the others' places.
  for (const { path, value } of sets.sort((a, b) => lastIndex(a.path) - lastIndex(b.path))) {
    result = setIn({ M: result }, path, value).M as Item;
  }
  for (const path of removed.sort((a, b) => lastIndex(b) - lastIndex(a))) {
    result = removeIn({ M: result }, path).M as Item;
  }
  return result;
}

function lastIndex(path: Parts): number {
  const last = path.at(-1);
  return typeof last === "number" ? last : -1;
}

function assignedValue(assigned: AssignedOf<BoundOperand>, item: Item): Value {
  if (assigned.kind !== "arithmetic") return operandValue(assigned, item);
  const left = operandValue(assigned.left, item).N;
  const right = operandValue(assigned.right, item).N;
  if (left === undefined || right === undefined) throw incorrectType();
  return { N: assigned.sign === "+" ? addNumbers(left, right) : subtractNumbers(left, right) };
}

function operandValue(operand: BoundOperand, item: Item): Value {
  switch (operand.kind) {
    case "literal":
      return operand.value;
    case "path": {
      const value = valueAt(operand.parts, item);
      if (value === undefined) {
        throw validation("The provided expression refers to an attribute that does not exist in the item");
      }
      return value;
    }
    case "call": {
      const [first, second] = operand.args as [BoundOperand, BoundOperand];
      if (operand.name === "if_not_exists") {
        const present = first.kind === "path" ? valueAt(first.parts, item) : undefined;
        return present ?? operandValue(second, item);
      }
      const [head, tail] = [operandValue(first, item).L, operandValue(second, item).L];
      if (head === undefined || tail === undefined) throw incorrectType();
      return { L: [...head, ...tail] };
    }
  }
}

function added(before: Value | undefined, operand: Value): Value {
  if (before === undefined) return operand;
  if (typeOf(before) !== typeOf(operand)) throw incorrectType();
  if (before.N !== undefined && operand.N !== undefined) return { N: addNumbers(before.N, operand.N) };
  if (before.SS !== undefined) return { SS: [...new Set([...before.SS, ...(operand.SS ?? [])])] };
  if (before.NS !== undefined) return { NS: [...new Set([...before.NS, ...(operand.NS ?? [])])] };
  if (before.BS !== undefined) {
    const known = new Set(before.BS.map(asText));
    return { BS: [...before.BS, ...(operand.BS ?? []).filter((bytes) => !known.has(asText(bytes)))] };
  }
  throw incorrectType();
}

/** @returns undefined where nothing is left, or nothing was there */
function without(before: Value | undefined, operand: Value): Value | undefined {
  if (before === undefined) return undefined;
  if (typeOf(before) !== typeOf(operand)) throw incorrectType();
  if (before.BS !== undefined) {
    const gone = new Set((operand.BS ?? []).map(asText));
    const left = before.BS.filter((bytes) => !gone.has(asText(bytes)));
    return left.length === 0 ? undefined : { BS: left };
  }
  const type = before.SS === undefined ? "NS" : "SS";
  const gone = new Set(operand[type]);
  const left = (before[type] ?? []).filter((member) => !gone.has(member));
  return left.length === 0 ? undefined : { [type]: left };
}

/** Copies only what lies on the way. */
function setIn(container: Value, [part, ...rest]: Parts, value: Value): Value {
  if (part === undefined) return value;
  if (typeof part === "number") {
    if (container.L === undefined) throw invalidPath();
    const elements = [...container.L];
    const at = Math.min(part, elements.length);
    const inner = elements[at];
    if (rest.length > 0 && inner === undefined) throw invalidPath();
    elements[at] = rest.length === 0 ? value : setIn(inner as Value, rest, value);
    return { L: elements };
  }
  if (container.M === undefined) throw invalidPath();
  const inner = attributeOf(container.M, part);
  if (rest.length > 0 && inner === undefined) throw invalidPath();
  const map = { ...container.M };
  setAttribute(map, part, rest.length === 0 ? value : setIn(inner as Value, rest, value));
  return { M: map };
}

function removeIn(container: Value, [part, ...rest]: Parts): Value {
  if (typeof part === "number") {
    if (container.L === undefined) throw invalidPath();
    const inner = container.L[part];
    if (inner === undefined) {
      if (rest.length > 0) throw invalidPath();
      return container;
    }
    return {
      L: rest.length === 0 ? container.L.toSpliced(part, 1) : container.L.with(part, removeIn(inner, rest)),
    };
  }
  if (container.M === undefined || part === undefined) throw invalidPath();
  const inner = attributeOf(container.M, part);
  if (inner === undefined) {
    if (rest.length > 0) throw invalidPath();
    return container;
  }
  const map = { ...container.M };
  if (rest.length === 0) delete map[part];
  else setAttribute(map, part, removeIn(inner, rest));
  return { M: map };
}

function incorrectType() {
  return validation("An operand in the update expression has an incorrect data type");
}

function invalidPath() {
  return validation("The document path provided in the update expression is invalid for update");
}
