import { CloudFormationClient, GetTemplateCommand } from "@aws-sdk/client-cloudformation";
import { clientOf } from "../client-of.ts";
import type { Connection } from "../connection.ts";
import { isMissingStack } from "./is-missing-stack.ts";

/**
 * The template that a stack was last deployed with, as it was sent.
 *
 * @param stack name or ARN
 * @returns its text; null where there is no such stack
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_GetTemplate.html
 */
export async function getTemplate(connection: Connection, stack: string): Promise<string | null> {
  try {
    const client = clientOf(connection, CloudFormationClient);
    const command = new GetTemplateCommand({ StackName: stack, TemplateStage: "Original" });
    return (await client.send(command)).TemplateBody ?? null;
  } catch (error) {
    if (isMissingStack(error)) return null;
    throw error;
  }
}
