import { describe, expect, test } from "vitest";
import { problemsOf } from "./bad/case.ts";
import { config } from "./bad/config.ts";
import { fields } from "./bad/fields.ts";
import { files } from "./bad/files.ts";
import { functions } from "./bad/functions.ts";
import { indexes } from "./bad/indexes.ts";
import { names } from "./bad/names.ts";
import { relations } from "./bad/relations.ts";
import { rules } from "./bad/rules.ts";
import { types } from "./bad/types.ts";

describe.each(Object.entries({ names, fields, rules, types, relations, indexes, functions, config, files }))(
  "%s",
  (_, cases) => {
    test.each(cases)("$what", async ({ files: given, problems }) => {
      expect(await problemsOf({ files: given })).toEqual(problems);
    });
  },
);
