import { CloudFormationClient, CreateChangeSetCommand } from "@aws-sdk/client-cloudformation";
import { clientOf } from "../client-of.ts";
import type { Connection } from "../connection.ts";

export interface NewChangeSet {
  readonly stack: string;
  /** Unique for the stack. */
  readonly name: string;
  /** Where the template stands in S3. One of the two. */
  readonly template: { readonly url: string } | { readonly text: string };
  readonly kind: "create" | "update";
  readonly tags: Readonly<Record<string, string>>;
  /** The role that CloudFormation acts as; null: the caller's own permissions. */
  readonly role: string | null;
  readonly parameters?: Readonly<Record<string, string>>;
  /** Also tell what changes in nested stacks. */
  readonly nested: boolean;
}

/**
 * Begins to compute what a new template changes.
 *
 * @returns the change set's ARN
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateChangeSet.html
 */
export async function createChangeSet(connection: Connection, input: NewChangeSet): Promise<string> {
  const { Id } = await clientOf(connection, CloudFormationClient).send(
    new CreateChangeSetCommand({
      StackName: input.stack,
      ChangeSetName: input.name,
      ChangeSetType: input.kind === "create" ? "CREATE" : "UPDATE",
      ...("url" in input.template
        ? { TemplateURL: input.template.url }
        : { TemplateBody: input.template.text }),
      Capabilities: ["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"],
      Tags: Object.entries(input.tags).map(([Key, Value]) => ({ Key, Value })),
      Parameters: Object.entries(input.parameters ?? {}).map(([ParameterKey, ParameterValue]) => ({
        ParameterKey,
        ParameterValue,
      })),
      ...(input.role !== null && { RoleARN: input.role }),
      ...(input.nested && { IncludeNestedStacks: true }),
    }),
  );
  if (Id === undefined) throw new Error("CloudFormation gave the change set no id.");
  return Id;
}
