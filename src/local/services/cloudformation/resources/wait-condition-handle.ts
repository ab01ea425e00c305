import type { ResourceType } from "../../../kernel/service.ts";

/** A resource that makes nothing; templates use it as a placeholder. */
export const waitConditionHandle: ResourceType = {
  type: "AWS::CloudFormation::WaitConditionHandle",
  create: (_properties, context) => ({
    physicalId: `https://cloudformation.invalid/${context.generatedName(64)}`,
    attributes: {},
  }),
  update: (physicalId) => ({ physicalId, attributes: {} }),
  delete: () => {},
};
