import { validation } from "../errors.ts";
import { attributeOf, type Item, setAttribute, type Value } from "../values/attribute-value.ts";
import { showPath } from "./bound.ts";
import type { Parts } from "./syntax.ts";

/** Paths as a tree: `true` where a path ends. */
type Wanted = true | Map<string | number, Wanted>;

/**
 * Two paths of one expression may not name the same place, nor one inside the other, nor treat one place both as a list and
 * as a map.
 *
 * @throws WireError ValidationException
 */
export function checkPathsDistinct(paths: readonly Parts[]): void {
  for (const [position, path] of paths.entries()) {
    for (const earlier of paths.slice(0, position)) checkDistinct(earlier, path);
  }
}

function checkDistinct(one: Parts, two: Parts): void {
  const shown = `must remove or rewrite one of these paths; path one: ${showPath(one)}, path two: ${showPath(two)}`;
  for (let at = 0; at < one.length && at < two.length; at += 1) {
    if (typeof one[at] !== typeof two[at]) {
      throw validation(`Two document paths conflict with each other; ${shown}`);
    }
    if (one[at] !== two[at]) return;
  }
  throw validation(`Two document paths overlap with each other; ${shown}`);
}

/** The part of an item that the paths name. Elements of lists keep their order, without gaps. */
export function project(item: Item, paths: readonly Parts[]): Item {
  const wanted = new Map<string | number, Wanted>();
  for (const path of paths) want(wanted, path);
  return projectMap(item, wanted) ?? {};
}

function want(tree: Map<string | number, Wanted>, [first, ...rest]: Parts): void {
  if (first === undefined) return;
  const known = tree.get(first);
  if (rest.length === 0) tree.set(first, true);
  else if (known === undefined) {
    const inner = new Map<string | number, Wanted>();
    tree.set(first, inner);
    want(inner, rest);
  } else if (known !== true) want(known, rest);
}

function projectMap(map: Item, wanted: ReadonlyMap<string | number, Wanted>): Item | null {
  const result: Item = {};
  let found = false;
  for (const [part, inner] of wanted) {
    if (typeof part === "number") continue;
    const value = attributeOf(map, part);
    const projected = value === undefined ? null : projectValue(value, inner);
    if (projected === null) continue;
    setAttribute(result, part, projected);
    found = true;
  }
  return found ? result : null;
}

function projectValue(value: Value, wanted: Wanted): Value | null {
  if (wanted === true) return value;
  if (value.M !== undefined) {
    const map = projectMap(value.M, wanted);
    return map === null ? null : { M: map };
  }
  if (value.L === undefined) return null;
  const elements: Value[] = [];
  for (const index of [...wanted.keys()].filter((part) => typeof part === "number").sort((a, b) => a - b)) {
    const element = value.L[index];
    const projected = element === undefined ? null : projectValue(element, wanted.get(index) as Wanted);
    if (projected !== null) elements.push(projected);
  }
  return elements.length === 0 ? null : { L: elements };
}
