import { Construct } from "constructs";
import { CfnParameter, ssm } from "../cdk.cjs";
import type { AppStage } from "./app-stage.ts";
import { pascalCase } from "./pascal-case.ts";

/**
 * Values that one stack hands to another, or to Plinth's commands, through SSM parameters. CloudFormation's exports
 * would tie the stacks together: an exported value cannot change as long as somebody imports it.
 */
export class SharedValues extends Construct {
  readonly #appStage: AppStage;

  constructor(scope: Construct, id: string, appStage: AppStage) {
    super(scope, id);
    this.#appStage = appStage;
  }

  /** Publishes a value as `/<app>/<stage>/<path>`. */
  publish(path: string, value: string, description: string): void {
    new ssm.CfnParameter(this, logicalName(path), {
      name: this.#appStage.parameterName(path),
      type: "String",
      value,
      description,
    });
  }

  /** @returns the value that another stack published when this one was last deployed */
  read(path: string): string {
    const id = logicalName(path);
    const known = this.node.tryFindChild(id);
    const parameter =
      known instanceof CfnParameter
        ? known
        : new CfnParameter(this, id, {
            type: "AWS::SSM::Parameter::Value<String>",
            default: this.#appStage.parameterName(path),
          });
    return parameter.valueAsString;
  }
}

/** `tables/PageView/stream` becomes `TablesPageViewStream`. */
function logicalName(path: string): string {
  return path.split("/").map(pascalCase).join("");
}
