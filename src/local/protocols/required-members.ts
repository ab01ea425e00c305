import type { Member, ServiceModel, Shape } from "./model.ts";

/** Shapes, by name, below which something is required: the others need not be looked into. */
const demanding = new WeakMap<ServiceModel, Map<string, boolean>>();

/**
 * Where required members are missing, at any depth, as AWS names the places: `transactItems.1.member.get`.
 *
 * @param value decoded by the shape
 */
export function missingMembers(model: ServiceModel, shape: string, value: unknown): string[] {
  const missing: string[] = [];
  look(shape, value, "");
  return missing;

  function look(name: string, at: unknown, path: string): void {
    if (at === null || at === undefined || !demands(model, name)) return;
    const definition = model.shapes[name] as Shape;
    if (definition.kind === "list") {
      for (const [index, item] of (at as unknown[]).entries())
        within(definition.member, item, `${path}.${index + 1}.member`);
    } else if (definition.kind === "map") {
      for (const [key, item] of Object.entries(at as object))
        within(definition.value, item, `${path}.${key}.member`);
    } else {
      for (const [key, member] of Object.entries(definition.members)) {
        const inner = (at as Record<string, unknown>)[key];
        if (inner === undefined && !member.required) continue;
        const place = () => `${path === "" ? "" : `${path}.`}${key.charAt(0).toLowerCase()}${key.slice(1)}`;
        if (inner === undefined) missing.push(place());
        else if (demandsInside(member)) within(member, inner, place());
      }
    }
  }

  function demandsInside({ type }: Member): boolean {
    return type.startsWith("#") && demands(model, type.slice(1));
  }

  function within(member: Member, inner: unknown, path: string): void {
    if (member.type.startsWith("#")) look(member.type.slice(1), inner, path);
  }
}

function demands(model: ServiceModel, name: string): boolean {
  let known = demanding.get(model);
  if (known === undefined) {
    known = new Map();
    demanding.set(model, known);
  }
  const found = known.get(name);
  if (found !== undefined) return found;
  const answer = reachable(model, name).some((each) =>
    membersOf(model, each).some(({ required }) => required === true),
  );
  known.set(name, answer);
  return answer;
}

/** The shape and all that it contains, itself perhaps among them. */
function reachable(model: ServiceModel, name: string): string[] {
  const found = new Set([name]);
  for (const each of found) {
    for (const { type } of membersOf(model, each)) if (type.startsWith("#")) found.add(type.slice(1));
  }
  return [...found];
}

function membersOf(model: ServiceModel, name: string): readonly Member[] {
  const shape = model.shapes[name] as Shape;
  if (shape.kind === "list") return [shape.member];
  return shape.kind === "map" ? [shape.value] : Object.values(shape.members);
}
