import type { Properties, ResourceContext, ResourceType } from "../../../kernel/service.ts";

interface ParameterProperties {
  readonly Name?: string;
  readonly Type: string;
  readonly Value: string;
  readonly Description?: string;
  readonly AllowedPattern?: string;
  readonly Tier?: string;
  readonly DataType?: string;
  readonly Tags?: Readonly<Record<string, string>>;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ssm-parameter.html */
export const ssmParameter: ResourceType = {
  type: "AWS::SSM::Parameter",

  async create(properties, context) {
    const wanted = read(properties);
    const name = wanted.Name ?? context.generatedName(512);
    const tags = Object.entries({ ...context.tags, ...wanted.Tags }).map(([Key, Value]) => ({ Key, Value }));
    await context.call(
      "ssm",
      "PutParameter",
      { ...putInput(wanted), Name: name, Tags: tags },
      context.caller,
    );
    return provisioned(name, wanted);
  },

  async update(name, properties, _previous, context) {
    const wanted = read(properties);
    await context.call(
      "ssm",
      "PutParameter",
      { ...putInput(wanted), Name: name, Overwrite: true },
      context.caller,
    );
    return provisioned(name, wanted);
  },

  async delete(name, _properties, context: ResourceContext) {
    await context.call("ssm", "DeleteParameters", { Names: [name] }, context.caller);
  },
};

function read(properties: Properties): ParameterProperties {
  return properties as unknown as ParameterProperties;
}

function putInput(wanted: ParameterProperties) {
  const { Tags: _tags, Name: _name, ...rest } = wanted;
  return rest;
}

function provisioned(name: string, { Type, Value }: ParameterProperties) {
  return { physicalId: name, attributes: { Type, Value } };
}
