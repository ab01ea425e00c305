import type { DescribeStacksInput, DescribeStacksOutput } from "@aws-sdk/client-cloudformation";
import type { Operation } from "../../../kernel/service.ts";
import { stackAccess } from "../access.ts";
import type { Engine } from "../engine.ts";
import { page } from "../page.ts";
import { findStack } from "../stack/find.ts";
import { presentStack } from "../stack/present-stack.ts";

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStacks.html */
export const describeStacks = (engine: Engine): Operation<DescribeStacksInput, DescribeStacksOutput> => ({
  access: (input) => stackAccess("DescribeStacks", input.StackName, engine.context),

  handle(input) {
    if (input.StackName !== undefined)
      return { Stacks: [presentStack(findStack(engine.state, input.StackName))] };
    const living = engine.state.names.list().flatMap(({ value }) => engine.state.stacks.get(value) ?? []);
    const { items, NextToken } = page(living, input.NextToken, 100);
    return { Stacks: items.map(presentStack), NextToken };
  },
});
