import type {
  ListExportsInput,
  ListExportsOutput,
  ListImportsInput,
  ListImportsOutput,
} from "@aws-sdk/client-cloudformation";
import type { Operation } from "../../../kernel/service.ts";
import { stackAccess } from "../access.ts";
import type { Engine } from "../engine.ts";
import { validationError } from "../errors.ts";
import { page } from "../page.ts";
import { importers } from "../stack/outputs.ts";

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ListExports.html */
export const listExports = (engine: Engine): Operation<ListExportsInput, ListExportsOutput> => ({
  access: () => stackAccess("ListExports", undefined, engine.context),

  handle(input) {
    const { items, NextToken } = page(engine.state.exports.list(), input.NextToken, 100);
    return {
      Exports: items.map(({ key, value }) => ({
        Name: key,
        Value: value.value,
        ExportingStackId: value.stackId,
      })),
      NextToken,
    };
  },
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ListImports.html */
export const listImports = (engine: Engine): Operation<ListImportsInput, ListImportsOutput> => ({
  access: () => stackAccess("ListImports", undefined, engine.context),

  handle(input) {
    const names = importers(engine, input.ExportName ?? "");
    if (names.length === 0)
      throw validationError(`Export '${input.ExportName}' is not imported by any stack.`);
    const { items, NextToken } = page(names, input.NextToken, 100);
    return { Imports: items, NextToken };
  },
});
