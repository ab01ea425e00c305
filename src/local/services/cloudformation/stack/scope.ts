import { own } from "../../../kernel/own.ts";
import { validationError } from "../errors.ts";
import type { Stack, StackResource } from "../state.ts";
import { evaluate, type Scope } from "../template/intrinsics.ts";
import type { Template } from "../template/template.ts";
import { parameterValue } from "./parameters.ts";

export interface StackScope extends Scope {
  /** Is the resource, or output, part of the stack? */
  readonly holds: (condition: string | undefined) => boolean;
  /** Names of exports that were read so far. */
  readonly imports: ReadonlySet<string>;
}

/**
 * What the functions of a stack's template see.
 *
 * @param resourceOf the resource as provisioned so far; undefined: not there (yet)
 * @param exportOf the value of an export; undefined: there is none
 */
export function stackScope(
  stack: Pick<Stack, "id" | "name" | "parameters" | "notificationArns">,
  template: Template,
  place: { readonly region: string; readonly accountId: string },
  resourceOf: (logicalId: string) => Pick<StackResource, "physicalId" | "attributes" | "type"> | undefined,
  exportOf: (name: string) => string | undefined,
): StackScope {
  const conditions = new Map<string, boolean>();
  const imports = new Set<string>();
  const pseudo: Readonly<Record<string, unknown>> = {
    "AWS::AccountId": place.accountId,
    "AWS::NotificationARNs": stack.notificationArns,
    "AWS::Partition": "aws",
    "AWS::Region": place.region,
    "AWS::StackId": stack.id,
    "AWS::StackName": stack.name,
    "AWS::URLSuffix": "amazonaws.com",
  };

  const scope: StackScope = {
    region: place.region,
    imports,
    holds: (condition) => condition === undefined || scope.condition(condition),

    ref(name) {
      if (name in pseudo) return pseudo[name];
      const definition = template.Parameters?.[name];
      const parameter = stack.parameters.find(({ key }) => key === name);
      if (definition !== undefined && parameter !== undefined) return parameterValue(definition, parameter);
      return resourceOf(name)?.physicalId;
    },

    attribute(logicalId, name) {
      const resource = resourceOf(logicalId);
      if (resource === undefined) {
        throw validationError(
          `Template error: instance of Fn::GetAtt references undefined resource ${logicalId}`,
        );
      }
      const value = own(resource.attributes, name);
      if (value === undefined) {
        throw validationError(
          `Template error: resource ${logicalId} (${resource.type}) does not support attribute type ${name} in Fn::GetAtt`,
        );
      }
      return value;
    },

    condition(name) {
      const known = conditions.get(name);
      if (known !== undefined) return known;
      const definition = template.Conditions?.[name];
      if (definition === undefined)
        throw validationError(`Template format error: Unresolved dependency [${name}] in Conditions`);
      const value = evaluate(definition, scope);
      if (typeof value !== "boolean")
        throw validationError(`Template format error: Condition ${name} must be a boolean function`);
      conditions.set(name, value);
      return value;
    },

    mapping: (map, first, second) => template.Mappings?.[map]?.[first]?.[second],

    imported(name) {
      const value = exportOf(name);
      if (value === undefined) throw validationError(`No export named ${name} found.`);
      imports.add(name);
      return value;
    },
  };
  return scope;
}
