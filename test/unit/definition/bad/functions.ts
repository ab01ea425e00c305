import { type Case, functionFiles, imports } from "./case.ts";

/** Functions. */
export const functions: readonly Case[] = [
  {
    what: "a folder without function.ts",
    files: { "functions/send/handler.ts": "export {};\n" },
    problems: [
      "functions/send | The folder has no function.ts. | Write one (plinth add-function does), or let the folder's name start with _ where it holds shared code.",
    ],
  },
  {
    what: "a function without a handler",
    files: {
      "functions/send/function.ts": 'import { mutation } from "plinth";\nexport default mutation({});\n',
    },
    problems: [
      "functions/send/handler.ts | The function has no handler.ts. | Write functions/send/handler.ts with the code that runs, or remove the folder.",
    ],
  },
  {
    what: "a folder in camelCase",
    files: functionFiles("sendInvoice", "mutation({})"),
    problems: [
      'functions/sendInvoice/function.ts | The folder name "sendInvoice" is not kebab-case (a-z, 0-9, single dashes, a letter first) of at most 50 characters. | Rename the folder to functions/send-invoice.',
    ],
  },
  {
    what: "a function exported by name",
    files: {
      "functions/send/function.ts":
        'import { mutation } from "plinth";\n\nexport const send = mutation({});\n',
      "functions/send/handler.ts": "",
    },
    problems: [
      "functions/send/function.ts:3 | The file has no default export. | Write export default instead of export const send =.",
    ],
  },
  {
    what: "a function that is a model",
    files: functionFiles("send", "model({ a: text() })"),
    problems: [
      "functions/send/function.ts:2 | The default export is model(). | Write export default one of query(), mutation(), http(), schedule(), modelChange(), fileUpload(), signIn().",
    ],
  },
  {
    what: "a function in models/",
    files: { "models/send.ts": 'import { mutation } from "plinth";\nexport const send = mutation({});\n' },
    problems: [
      "models/send.ts:2 | mutation() does not belong into models/. | Move it to functions/<name>/function.ts.",
    ],
  },
  {
    what: "a folder called like a device of Windows",
    files: functionFiles("con", "mutation({})"),
    problems: [
      'functions/con/function.ts | The folder name "con" is a device of Windows. | Rename the folder to functions/con-function.',
    ],
  },
  {
    what: "a folder with a name of 51 characters",
    files: functionFiles("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "mutation({})"),
    problems: [
      'functions/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/function.ts | The folder name "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" is not kebab-case (a-z, 0-9, single dashes, a letter first) of at most 50 characters. | Rename the folder to functions/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.',
    ],
  },
  {
    what: "an unknown setting",
    files: functionFiles("send", "mutation({\n  timeout: 5,\n})"),
    problems: [
      'functions/send/function.ts:3 | mutation() has no setting "timeout". | There is: input, returns, access, description, secrets, environment, timeoutSeconds, memoryMb.',
    ],
  },
  {
    what: "settings that are no object",
    files: functionFiles("send", 'schedule("1 hour")'),
    problems: [
      'functions/send/function.ts:2 | schedule() takes an object, not "1 hour". | Write { ... } with any of: every, cron, timezone, description, secrets, environment, timeoutSeconds, memoryMb.',
    ],
  },
  {
    what: "a timeout over AppSync's",
    files: functionFiles("send", "mutation({\n  timeoutSeconds: 30,\n})"),
    problems: [
      "functions/send/function.ts:3 | timeoutSeconds of mutation() is a whole number from 1 to 29, not 30. | Write timeoutSeconds: 10.",
    ],
  },
  {
    what: "a timeout over Cognito's",
    files: functionFiles("on-sign-up", 'signIn({ event: "preSignUp", timeoutSeconds: 6 })'),
    problems: [
      "functions/on-sign-up/function.ts:2 | timeoutSeconds of signIn() is a whole number from 1 to 5, not 6. | Write timeoutSeconds: 5.",
    ],
  },
  {
    what: "too little memory",
    files: functionFiles("send", "mutation({ memoryMb: 64 })"),
    problems: [
      "functions/send/function.ts:2 | memoryMb of mutation() is a whole number from 128 to 10240, not 64. | Write memoryMb: 512.",
    ],
  },
  {
    what: "a secret in camelCase",
    files: functionFiles("send", 'mutation({ secrets: ["stripeKey"] })'),
    problems: [
      'functions/send/function.ts:2 | The secret name "stripeKey" is not UPPER_SNAKE_CASE of at most 64 characters. | Write "STRIPE_KEY".',
    ],
  },
  {
    what: "a secret with a reserved name",
    files: functionFiles("send", 'mutation({ secrets: ["AWS_SECRET_ACCESS_KEY"] })'),
    problems: [
      'functions/send/function.ts:2 | The secret name "AWS_SECRET_ACCESS_KEY" is set by AWS or Plinth. | Choose another name.',
    ],
  },
  {
    what: "a secret twice",
    files: functionFiles("send", 'mutation({ secrets: ["KEY", "KEY"] })'),
    problems: ['functions/send/function.ts:2 | secrets has "KEY" twice. | Remove one of them.'],
  },
  {
    what: "a variable with a reserved name",
    files: functionFiles("send", 'mutation({ environment: { PLINTH_TABLE: "x" } })'),
    problems: [
      'functions/send/function.ts:2 | The variable "PLINTH_TABLE" is set by AWS or Plinth. | Choose another name.',
    ],
  },
  {
    what: "a variable with a wrong name",
    files: functionFiles("send", 'mutation({ environment: { "log-level": "x" } })'),
    problems: [
      'functions/send/function.ts:2 | The variable name "log-level" is not made of letters, digits and underscores. | Write "LOG_LEVEL".',
    ],
  },
  {
    what: "a variable that is a number",
    files: functionFiles("send", "mutation({ environment: { LEVEL: 5 } })"),
    problems: [
      'functions/send/function.ts:2 | The variable "LEVEL" is 5, which is no text. | Write LEVEL: "5".',
    ],
  },
  {
    what: "a variable that is a secret too",
    files: functionFiles("send", 'mutation({ secrets: ["KEY"], environment: { KEY: "x" } })'),
    problems: ['functions/send/function.ts:2 | "KEY" is a secret as well. | Remove one of them.'],
  },
  {
    what: "an environment over the limit",
    files: functionFiles(
      "send",
      'mutation({ environment: { BIG: "x".repeat(2900), OTHER: "y".repeat(200) } })',
    ),
    problems: [
      "functions/send/function.ts:2 | The environment has 3108 bytes; at most 3000 are allowed. | Keep large texts in a file beside the handler.",
    ],
  },
  {
    what: "a field called like a model's query",
    files: functionFiles("get-customer", "query({})"),
    problems: [
      'functions/get-customer/function.ts | The function "get-customer" and the query of "Customer" would both be the query field "getCustomer". | Rename the function\'s folder.',
    ],
  },
  {
    what: "a field called like a model's mutation",
    files: functionFiles("create-customer", "mutation({})"),
    problems: [
      'functions/create-customer/function.ts | The function "create-customer" and the create mutation of "Customer" would both be the mutation field "createCustomer". | Rename the function\'s folder.',
    ],
  },
  {
    what: "a field of every schema",
    files: functionFiles("create-upload", "mutation({})"),
    problems: [
      'functions/create-upload/function.ts | The function "create-upload" and an operation of every schema would both be the mutation field "createUpload". | Rename the function\'s folder.',
    ],
  },
  {
    what: "a field that every object has",
    files: functionFiles("constructor", "query({})"),
    problems: [
      'functions/constructor/function.ts | The function name "constructor" is part of every JavaScript object. | Rename the function\'s folder.',
    ],
  },
  {
    what: "a result type called like an enum",
    files: {
      ...functionFiles("quote", "query({ returns: { a: text() } })"),
      "models/q.ts": `${imports}export const QuoteResult = oneOf("a");\n`,
    },
    problems: [
      'models/q.ts:2 | The enum "QuoteResult" and the result of the function "quote" would both be the type "QuoteResult". | Rename it. Where it is written inside a model, export it under a name of its own: export const QuoteResultKind = oneOf(...).',
    ],
  },
  {
    what: "a role that does not exist",
    files: functionFiles("send", 'mutation({\n  access: ["admin", "boss"],\n})'),
    problems: [
      'functions/send/function.ts:3 | The access rule names "boss", which is no role of plinth.config.ts. | There is: admin, member, signedIn.',
    ],
  },
  {
    what: "creator of no record",
    files: functionFiles("send", 'mutation({ access: "creator" })'),
    problems: [
      'functions/send/function.ts:2 | "creator" means nothing here: a function is not a record. | Write a role, "member" or "signedIn".',
    ],
  },
  {
    what: "an argument that is a relation",
    files: functionFiles("send", 'mutation({\n  input: {\n    customer: belongsTo("Customer"),\n  },\n})'),
    problems: [
      'functions/send/function.ts:4 | The relation "customer" cannot stand in a nested object or in arguments. | Move it directly into a model, or use id().',
    ],
  },
  {
    what: "an argument that is a file",
    files: functionFiles("send", "mutation({ input: { scan: file() } })"),
    problems: [
      "functions/send/function.ts:2 | file() cannot stand in a nested object or in arguments. | Move it directly into a model.",
    ],
  },
  {
    what: "an argument with a wrong name",
    files: functionFiles("send", 'mutation({ input: { "a b": text() } })'),
    problems: [
      'functions/send/function.ts:2 | The field name "a b" is not camelCase made of A-Z, a-z and 0-9. | Write "ab".',
    ],
  },
  {
    what: "arguments that are a list",
    files: functionFiles("send", "mutation({ input: [text()] })"),
    problems: [
      "functions/send/function.ts:2 | input is an object of fields, not [{}]. | Write input: { invoiceId: id() }.",
    ],
  },
  {
    what: "a model that does not exist",
    files: functionFiles("send", 'mutation({ returns: "Custmer" })'),
    problems: [
      'functions/send/function.ts:2 | The function "send" names the model "Custmer", which does not exist. | Did you mean "Customer"?',
    ],
  },
  {
    what: "an empty result",
    files: functionFiles("send", "mutation({ returns: {} })"),
    problems: [
      'functions/send/function.ts:2 | returns cannot be empty. | Write returns: { total: money() }, returns: "Invoice" or returns: ["Invoice"], or leave it out.',
    ],
  },
  {
    what: "a result that is a field",
    files: functionFiles("send", "mutation({ returns: text() })"),
    problems: [
      'functions/send/function.ts:2 | returns cannot be {}. | Write returns: { total: money() }, returns: "Invoice" or returns: ["Invoice"], or leave it out.',
    ],
  },
  {
    what: "a result with a default",
    files: functionFiles("send", 'mutation({ returns: { a: text().default("x") } })'),
    problems: [
      'functions/send/function.ts:2 | The result "a" has a default. | Remove .default(): the function gives every value itself.',
    ],
  },
  {
    what: "a method that does not exist",
    files: functionFiles("hook", 'http({ method: "FETCH", path: "/a" })'),
    problems: [
      'functions/hook/function.ts:2 | method of http() cannot be "FETCH". | Write one of: GET, POST, PUT, PATCH, DELETE.',
    ],
  },
  {
    what: "a path without a slash",
    files: functionFiles("hook", 'http({ method: "POST", path: "hooks" })'),
    problems: ['functions/hook/function.ts:2 | The path "hooks" does not start with "/". | Write "/hooks".'],
  },
  {
    what: "a path that climbs",
    files: functionFiles("hook", 'http({ method: "POST", path: "/a/../b" })'),
    problems: ['functions/hook/function.ts:2 | The path "/a/../b" has the part "..". | Write the path out.'],
  },
  {
    what: "a path with a wrong parameter",
    files: functionFiles("hook", 'http({ method: "GET", path: "/a/{b-c}" })'),
    problems: [
      'functions/hook/function.ts:2 | The path "/a/{b-c}" has the part "{b-c}". | Parts are letters, digits, . _ ~ - or one {name} in camelCase.',
    ],
  },
  {
    what: "a path with a parameter twice",
    files: functionFiles("hook", 'http({ method: "GET", path: "/{a}/{a}" })'),
    problems: ['functions/hook/function.ts:2 | The path "/{a}/{a}" has {a} twice. | Rename one of them.'],
  },
  {
    what: "one route twice",
    files: {
      ...functionFiles("a", 'http({ method: "GET", path: "/x/{id}" })'),
      ...functionFiles("b", 'http({ method: "GET", path: "/x/{name}" })'),
    },
    problems: [
      'functions/b/function.ts:2 | The functions "a" and "b" have the same route, GET /x/{name}. | Change one of the paths or methods.',
    ],
  },
  {
    what: "a schedule without a time",
    files: functionFiles("tick", "schedule({})"),
    problems: [
      'functions/tick/function.ts:2 | schedule() says neither every nor cron. | Write one of them: schedule({ every: "1 hour" }).',
    ],
  },
  {
    what: "a schedule with two times",
    files: functionFiles("tick", 'schedule({ every: "1 hour", cron: "0 6 * * ? *" })'),
    problems: [
      'functions/tick/function.ts:2 | schedule() says both every and cron. | Write one of them: schedule({ every: "1 hour" }).',
    ],
  },
  {
    what: "an interval that is not understood",
    files: functionFiles("tick", 'schedule({ every: "hourly" })'),
    problems: [
      'functions/tick/function.ts:2 | "every" does not understand "hourly". | Write every: "15 minutes", "1 hour" or "7 days".',
    ],
  },
  {
    what: "a cron of Unix",
    files: functionFiles("tick", 'schedule({ cron: "0 6 * * 1" })'),
    problems: [
      'functions/tick/function.ts:2 | The cron expression "0 6 * * 1" has five fields. | AWS has six: write "0 6 ? * 1 *".',
    ],
  },
  {
    what: "a cron with both days",
    files: functionFiles("tick", 'schedule({ cron: "0 6 * * * *" })'),
    problems: [
      'functions/tick/function.ts:2 | Exactly one of the two day fields must be "?". | Write "0 6 * * ? *", for instance.',
    ],
  },
  {
    what: "a cron with minute 60",
    files: functionFiles("tick", 'schedule({ cron: "60 6 * * ? *" })'),
    problems: [
      'functions/tick/function.ts:2 | The cron field "minutes" cannot be "60". | Write *, a value (0 to 59), a list 1,2, a range 1-3 or a step 0/15.',
    ],
  },
  {
    what: "an unknown time zone",
    files: functionFiles("tick", 'schedule({ cron: "0 6 * * ? *", timezone: "Europe/Zurch" })'),
    problems: [
      'functions/tick/function.ts:2 | "Europe/Zurch" is no time zone. | Write an IANA name: "UTC" or "Europe/Zurich".',
    ],
  },
  {
    what: "changes of a model that does not exist",
    files: functionFiles("on-change", 'modelChange({\n  model: "Invoice",\n})'),
    problems: [
      'functions/on-change/function.ts:3 | The function "on-change" names the model "Invoice", which does not exist. | There is: Customer.',
    ],
  },
  {
    what: "an unknown change",
    files: functionFiles("on-change", 'modelChange({ model: "Customer", on: ["create"] })'),
    problems: [
      'functions/on-change/function.ts:2 | on does not know "create". | Write any of: created, updated, deleted.',
    ],
  },
  {
    what: "a prefix that climbs",
    files: functionFiles("on-upload", 'fileUpload({ prefix: "../" })'),
    problems: [
      'functions/on-upload/function.ts:2 | prefix of fileUpload() cannot be "../". | Write it like "imports/": letters, digits, ".", "_", "-" and "/".',
    ],
  },
  {
    what: "an unknown sign-in event",
    files: functionFiles("on-sign-in", 'signIn({ event: "login" })'),
    problems: [
      'functions/on-sign-in/function.ts:2 | event of signIn() cannot be "login". | Write one of: preSignUp, postConfirmation, postAuthentication, customMessage.',
    ],
  },
  {
    what: "one sign-in event twice",
    files: {
      ...functionFiles("a", 'signIn({ event: "preSignUp" })'),
      ...functionFiles("b", 'signIn({ event: "preSignUp" })'),
    },
    problems: [
      'functions/b/function.ts:2 | The functions "a" and "b" are both for preSignUp; Cognito calls one only. | Put the code of both into one function.',
    ],
  },
  {
    what: "a function called as a Lambda of the app's own",
    files: functionFiles("pre-token", 'signIn({ event: "preSignUp" })'),
    problems: [
      'functions/pre-token/function.ts:2 | Every app has a Lambda of its own called "pre-token". | Rename the function\'s folder.',
    ],
  },
];
