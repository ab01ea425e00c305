import type { Answers } from "./answers.ts";

/** Stages that hold real data by their name. Said in the file, so that it can be seen and changed. */
const protectedNames = ["prod", "production"];

/** `plinth.config.ts` from the answers. They have been checked: no name needs quoting but those with hyphens. */
export function printConfig(answers: Answers): string {
  const stages = answers.stages.map((stage) => {
    const options = protectedNames.includes(stage) ? "{ protected: true }" : "{}";
    return `${/^[a-z0-9]+$/.test(stage) ? stage : quote(stage)}: ${options}`;
  });
  const budget = [
    `monthlyUsd: ${Number(answers.budget)}`,
    ...(answers.email === null ? [] : [`email: ${quote(answers.email)}`]),
  ];
  return `import { defineConfig } from "plinth";

export default defineConfig({
  // Names everything in the AWS account: do not change it once there is data.
  name: ${quote(answers.name)},
  region: ${quote(answers.region)},
  // The first stage is the one commands act on by default.
  stages: { ${stages.join(", ")} },
  // What people can be in a tenant. Everybody in it is a member.
  roles: [${answers.roles.map(quote).join(", ")}],
  signIn: { selfSignUp: true, mfa: "optional", passwordLength: 12 },
  // An alarm at this ceiling, in each stage.
  budget: { ${budget.join(", ")} },
});
`;
}

function quote(text: string): string {
  return JSON.stringify(text);
}
