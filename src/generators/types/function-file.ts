import type { AccessRule, Backend, BackendFunction, Principal } from "../../definition/ir.ts";
import { printLiteral, quote } from "../print-literal.ts";
import { fieldData } from "../resolvers/field-data.ts";
import { functionTypes } from "./function-types.ts";
import { wrappers } from "./wrappers.ts";

/** The text of `infra/functions/<name>.gen.ts`: the types of the user's handler, and the Lambda around it. */
export function functionFile(fn: BackendFunction, backend: Backend): string {
  const wrapper = wrappers[fn.trigger.kind];
  const types = functionTypes(fn).join("\n");
  return `${importsOf(fn, types).join("\n")}

${types}
/** What Lambda invokes. */
export const handler = ${wrapper.name}(
  {
${settingsLines(fn, backend).join("")}  },
  handle satisfies Handler,
);
`;
}

function importsOf(fn: BackendFunction, types: string): string[] {
  const { name, file } = wrappers[fn.trigger.kind];
  return [
    `import { handler as handle } from ${JSON.stringify(`../../functions/${fn.name}/handler.ts`)};`,
    ...(fn.secrets.length === 0 ? [] : ['import { ssmSecrets } from "../runtime/lambda/secrets.ts";']),
    ...(types.includes("runtime.") ? ['import type * as runtime from "../runtime/lambda/types.ts";'] : []),
    `import { ${name} } from "../runtime/lambda/${file}.ts";`,
    ...(types.includes("types.") ? ['import type * as types from "../types.gen.ts";'] : []),
    'import { models } from "../types.gen.ts";',
  ];
}

function settingsLines(fn: BackendFunction, backend: Backend): string[] {
  const { name, trigger, secrets, environment, access } = fn;
  const line = (key: string, text: string) => `    ${key}: ${text},\n`;
  const isField = trigger.kind === "query" || trigger.kind === "mutation";
  const variables = Object.keys(environment).toSorted();
  return [
    line("name", JSON.stringify(name)),
    "    models,\n",
    ...(isField || trigger.kind === "http" ? [line("access", printLiteral(accessData(access), 2))] : []),
    ...(isField
      ? [
          line(
            "input",
            printLiteral(
              trigger.input.map((field) => fieldData(field, backend)),
              2,
            ),
          ),
        ]
      : []),
    ...(isField && trigger.output.kind === "nothing" ? [line("returnsNothing", "true")] : []),
    ...(trigger.kind === "fileUpload" ? [line("prefix", quote(trigger.prefix))] : []),
    ...(secrets.length === 0 ? [] : [line("secrets", `ssmSecrets(${printLiteral(secrets, 2)})`)]),
    ...(variables.length === 0 ? [] : [line("env", printLiteral(variables, 2))]),
  ];
}

function accessData(rule: AccessRule): string[][] {
  return rule.map((all) => all.map(principalData));
}

function principalData(principal: Principal): string {
  return principal.kind === "role" ? `role:${principal.role}` : principal.kind;
}
