import type { ListStacksInput, ListStacksOutput } from "@aws-sdk/client-cloudformation";
import type { Operation } from "../../../kernel/service.ts";
import { stackAccess } from "../access.ts";
import type { Engine } from "../engine.ts";
import { page } from "../page.ts";
import { date } from "../stack/present-stack.ts";

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ListStacks.html: deleted ones too. */
export const listStacks = (engine: Engine): Operation<ListStacksInput, ListStacksOutput> => ({
  access: () => stackAccess("ListStacks", undefined, engine.context),

  handle(input) {
    const wanted = input.StackStatusFilter ?? [];
    const stacks = engine.state.stacks
      .list()
      .map(({ value }) => value)
      .filter(({ status }) => wanted.length === 0 || wanted.includes(status))
      .sort((a, b) => b.createdAt - a.createdAt);
    const { items, NextToken } = page(stacks, input.NextToken, 100);
    return {
      StackSummaries: items.map((stack) => ({
        StackId: stack.id,
        StackName: stack.name,
        TemplateDescription: stack.description ?? undefined,
        CreationTime: new Date(stack.createdAt),
        LastUpdatedTime: date(stack.updatedAt),
        DeletionTime: date(stack.deletedAt),
        StackStatus: stack.status,
        StackStatusReason: stack.statusReason ?? undefined,
        ParentId: stack.parentId ?? undefined,
        RootId: stack.rootId ?? undefined,
      })),
      NextToken,
    };
  },
});
