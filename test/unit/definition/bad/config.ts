import { type Case, configFiles } from "./case.ts";

/** `plinth.config.ts`. */
export const config: readonly Case[] = [
  {
    what: "no default export",
    files: {
      "plinth.config.ts":
        'import { defineConfig } from "plinth";\nexport const config = defineConfig({ name: "acme", region: "eu-west-1" });\n',
    },
    problems: [
      "plinth.config.ts:2 | The file has no default export. | Write export default instead of export const config =.",
    ],
  },
  {
    what: "an object without defineConfig",
    files: { "plinth.config.ts": 'export default { name: "acme" };\n' },
    problems: [
      'plinth.config.ts:1 | The default export is {"name":"acme"}. | Write export default defineConfig({ ... }).',
    ],
  },
  {
    what: "no settings",
    files: configFiles(""),
    problems: [
      "plinth.config.ts:2 | defineConfig() takes an object, not undefined. | Write { ... } with any of: name, region, stages, roles, signIn, budget.",
    ],
  },
  {
    what: "no name and no region",
    files: configFiles("{}"),
    problems: [
      'plinth.config.ts:2 | The name is missing. | Write name: "my-app".',
      'plinth.config.ts:2 | The region is missing. | Write region: "eu-west-1", for instance; "us-east-1" and "ap-southeast-2" are others.',
    ],
  },
  {
    what: "a name with spaces",
    files: configFiles('{ name: "Acme Corp", region: "eu-west-1" }'),
    problems: [
      'plinth.config.ts:2 | The name "Acme Corp" is not kebab-case (a-z, 0-9, single dashes, a letter first) of 3 to 24 characters. | Write name: "acme-corp".',
    ],
  },
  {
    what: "a name that is too long",
    files: configFiles('{\n  name: "acme-corporation-international",\n  region: "eu-west-1" }'),
    problems: [
      'plinth.config.ts:3 | The name "acme-corporation-international" is not kebab-case (a-z, 0-9, single dashes, a letter first) of 3 to 24 characters. | Write name: "acme-corporation".',
    ],
  },
  {
    what: "a name with code in it",
    files: configFiles('{ name: "acme`\u0024{process.env.HOME}`", region: "eu-west-1" }'),
    problems: [
      'plinth.config.ts:2 | The name "acme`\u0024{process.env.HOME}`" is not kebab-case (a-z, 0-9, single dashes, a letter first) of 3 to 24 characters. | Write name: "acme-process-env-home".',
    ],
  },
  {
    what: "a region that does not exist",
    files: configFiles('{ name: "acme",\n  region: "europe",\n}'),
    problems: [
      'plinth.config.ts:3 | "europe" is no AWS region. | Write region: "eu-west-1", for instance; "us-east-1" and "ap-southeast-2" are others.',
    ],
  },
  {
    what: "an unknown setting",
    files: configFiles('{ name: "acme", region: "eu-west-1", stage: {} }'),
    problems: ['plinth.config.ts:2 | defineConfig() has no setting "stage". | Did you mean "stages"?'],
  },
  {
    what: "no stages",
    files: configFiles('{ name: "acme", region: "eu-west-1", stages: {} }'),
    problems: [
      "plinth.config.ts:2 | There is no stage. | Write stages: { dev: {}, prod: { protected: true } }.",
    ],
  },
  {
    what: "stages in a list",
    files: configFiles('{ name: "acme", region: "eu-west-1", stages: ["dev"] }'),
    problems: [
      'plinth.config.ts:2 | stages is an object, not ["dev"]. | Write stages: { dev: {}, prod: { protected: true } }.',
    ],
  },
  {
    what: "a stage called local",
    files: configFiles('{ name: "acme", region: "eu-west-1", stages: {\n  local: {} } }'),
    problems: [
      'plinth.config.ts:3 | The stage name "local" means the cloud on your own machine. | Call it "dev", for instance.',
    ],
  },
  {
    what: "a stage with a wrong name",
    files: configFiles('{ name: "acme", region: "eu-west-1", stages: { "../prod": {} } }'),
    problems: [
      'plinth.config.ts:2 | The stage name "../prod" is not kebab-case (a-z, 0-9, single dashes, a letter first) of 1 to 16 characters. | Write "prod".',
    ],
  },
  {
    what: "a wrong stage",
    files: configFiles(
      '{ name: "acme", region: "eu-west-1", stages: { dev: {\n  protected: "yes",\n  account: 123,\n  logRetentionDays: 10,\n  color: "red" } } }',
    ),
    problems: [
      'plinth.config.ts:3 | protected is true or false, not "yes". | Write protected: true.',
      'plinth.config.ts:4 | An AWS account is a text of 12 digits, not 123. | Write account: "111122223333".',
      "plinth.config.ts:5 | CloudWatch Logs cannot keep logs for 10 days. | Write 14, or one of: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653.",
      'plinth.config.ts:6 | The stage "dev" has no setting "color". | There is: protected, account, logRetentionDays.',
    ],
  },
  {
    what: "roles that are no list",
    files: configFiles('{ name: "acme", region: "eu-west-1", roles: "admin" }'),
    problems: ['plinth.config.ts:2 | roles is a list of texts, not "admin". | Write ["...", "..."].'],
  },
  {
    what: "wrong roles",
    files: configFiles(
      '{ name: "acme", region: "eu-west-1", roles: ["Admin User", "creator", "a", "a", 1] }',
    ),
    problems: [
      'plinth.config.ts:2 | The role "Admin User" is not camelCase (a-z, A-Z, 0-9) of at most 32 characters. | Write "adminUser".',
      'plinth.config.ts:2 | The role "creator" means something of its own in access rules. | Choose another name.',
      'plinth.config.ts:2 | roles has "a" twice. | Remove one of them.',
      "plinth.config.ts:2 | roles has 1, which is no text. | Write texts in quotes only.",
    ],
  },
  {
    what: "a wrong sign-in",
    files: configFiles(
      '{ name: "acme", region: "eu-west-1", signIn: { mfa: "sms", passwordLength: 6, plan: "lite", selfSignUp: 1 } }',
    ),
    problems: [
      'plinth.config.ts:2 | mfa does not know "sms". | Write one of: "optional", "off", "required".',
      "plinth.config.ts:2 | passwordLength is a whole number from 8 to 99, not 6. | Write passwordLength: 12.",
      'plinth.config.ts:2 | plan does not know "lite". | Write one of: "essentials", "plus".',
      "plinth.config.ts:2 | selfSignUp is true or false, not 1. | Write selfSignUp: true.",
    ],
  },
  {
    what: "a wrong budget",
    files: configFiles('{ name: "acme", region: "eu-west-1", budget: { monthlyUsd: "500", email: "ops" } }'),
    problems: [
      'plinth.config.ts:2 | "ops" is no e-mail address. | Write email: "ops@acme.example", or leave it out.',
      'plinth.config.ts:2 | monthlyUsd is a whole number of US dollars from 1, not "500". | Write budget: { monthlyUsd: 500 }.',
    ],
  },
  {
    what: "a budget that is a number",
    files: configFiles('{ name: "acme", region: "eu-west-1", budget: 500 }'),
    problems: [
      "plinth.config.ts:2 | budget is an object, not 500. | Write { ... } with any of: monthlyUsd, email.",
    ],
  },
];
