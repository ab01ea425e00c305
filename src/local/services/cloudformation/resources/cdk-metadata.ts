import type { ResourceType } from "../../../kernel/service.ts";

/** What CDK apps put into their templates for AWS's statistics. It makes nothing, on AWS as here. */
export const cdkMetadata: ResourceType = {
  type: "AWS::CDK::Metadata",
  create: (_properties, context) => ({ physicalId: context.generatedName(64), attributes: {} }),
  update: (physicalId) => ({ physicalId, attributes: {} }),
  delete: () => {},
};
