import { validationError } from "../errors.ts";
import { isRecord, type Template, type TemplateResource } from "./template.ts";

/**
 * For each resource, the resources that must exist before it: by DependsOn, Ref, GetAtt and Sub.
 *
 * @throws WireError where something is referred to that the template does not have
 */
export function dependencies(template: Template, active: ReadonlySet<string>): Map<string, Set<string>> {
  const known = new Set([...Object.keys(template.Resources), ...Object.keys(template.Parameters ?? {})]);
  return new Map(
    [...active].map((id) => {
      const resource = template.Resources[id] as TemplateResource;
      const found = new Set<string>();
      for (const name of typeof resource.DependsOn === "string"
        ? [resource.DependsOn]
        : (resource.DependsOn ?? [])) {
        if (!(name in template.Resources)) throw unresolved(name, id);
        found.add(name);
      }
      collect(resource.Properties, found, (name) => {
        if (!known.has(name)) throw unresolved(name, id);
      });
      found.delete(id);
      return [id, new Set([...found].filter((name) => active.has(name)))];
    }),
  );
}

/** @throws WireError where resources depend on each other in a circle */
export function checkAcyclic(graph: ReadonlyMap<string, ReadonlySet<string>>): void {
  const waiting = new Map([...graph].map(([id, needs]) => [id, new Set(needs)]));
  for (;;) {
    const ready = [...waiting].filter(([, needs]) => needs.size === 0).map(([id]) => id);
    if (ready.length === 0) break;
    for (const id of ready) waiting.delete(id);
    for (const needs of waiting.values()) for (const id of ready) needs.delete(id);
  }
  if (waiting.size > 0)
    throw validationError(`Circular dependency between resources: [${[...waiting.keys()].join(", ")}]`);
}

/** Names of resources and parameters that a part of a template reads. */
export function referencedNames(value: unknown): Set<string> {
  const found = new Set<string>();
  collect(value, found, () => {});
  return found;
}

function collect(value: unknown, found: Set<string>, check: (name: string) => void): void {
  if (Array.isArray(value)) {
    for (const item of value) collect(item, found, check);
    return;
  }
  if (!isRecord(value)) return;
  const add = (name: string) => {
    if (name.startsWith("AWS::")) return;
    check(name);
    found.add(name);
  };
  if (typeof value["Ref"] === "string" && Object.keys(value).length === 1) add(value["Ref"]);
  const attribute = value["Fn::GetAtt"];
  if (typeof attribute === "string") add(attribute.split(".")[0] as string);
  else if (Array.isArray(attribute) && typeof attribute[0] === "string") add(attribute[0]);
  const substitution = value["Fn::Sub"];
  if (substitution !== undefined) {
    const [template, variables] = Array.isArray(substitution) ? substitution : [substitution, {}];
    for (const match of String(template).matchAll(/\$\{([^!}][^}]*)\}/g)) {
      const name = (match[1] as string).trim().split(".")[0] as string;
      if (!(isRecord(variables) && name in variables)) add(name);
    }
  }
  for (const item of Object.values(value)) collect(item, found, check);
}

function unresolved(name: string, where: string) {
  return validationError(
    `Template format error: Unresolved resource dependencies [${name}] in the Resources block of the template (resource ${where})`,
  );
}
