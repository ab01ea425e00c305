import type { Case } from "./case.ts";

/** Files that do not run, or are not where they should be. */
export const files: readonly Case[] = [
  {
    what: "code that cannot be read",
    files: "export const Invoice = model({\n  a: text(,\n});",
    problems: [
      "models/invoice.ts:3 | The code cannot be read: Expression expected. | Correct the syntax at this line, or just before it.",
    ],
  },
  {
    what: "an enum of TypeScript",
    files: "enum Status { draft }\nexport const Invoice = model({ a: text() });",
    problems: [
      'models/invoice.ts:2 | TypeScript enum is not supported: Node runs the file as it is and only removes types. | Write oneOf("a", "b"), or a const object.',
    ],
  },
  {
    what: "a namespace",
    files: "namespace A { export const x = 1 }\nexport const Invoice = model({ a: text() });",
    problems: [
      "models/invoice.ts:2 | TypeScript namespace declaration is not supported: Node runs the file as it is and only removes types. | Use a module of its own instead of a namespace.",
    ],
  },
  {
    what: "a parameter property",
    files: "class A { constructor(private a: string) {} }\nexport const Invoice = model({ a: text() });",
    problems: [
      "models/invoice.ts:2 | TypeScript parameter property is not supported: Node runs the file as it is and only removes types. | Declare the property in the class and assign it in the constructor.",
    ],
  },
  {
    what: "an exception",
    files: 'export const Invoice = model({ a: text() });\nthrow new Error("boom");',
    problems: [
      "models/invoice.ts:3 | The file could not be run: boom | Mend the code; it must run without a network, a database or other state.",
    ],
  },
  {
    what: "an exception deep in a function",
    files:
      'function check() {\n  throw new TypeError("boom `\u0024{x}`");\n}\ncheck();\nexport const A = model({ a: text() });',
    problems: [
      "models/invoice.ts:3 | The file could not be run: boom `\u0024{x}` | Mend the code; it must run without a network, a database or other state.",
    ],
  },
  {
    what: "something thrown that is no error",
    files: 'export const A = model({ a: text() });\nthrow "boom";',
    problems: [
      'models/invoice.ts | The file could not be run: "boom" | Mend the code; it must run without a network, a database or other state.',
    ],
  },
  {
    what: "a name that plinth does not export",
    files: {
      "models/a.ts":
        'import {\n  modle,\n  text,\n} from "plinth";\nexport const A = modle({ a: text() });\n',
    },
    problems: ['models/a.ts:2 | "plinth" exports no "modle". | Did you mean "model"?'],
  },
  {
    what: "a type imported as a value",
    files: {
      "models/a.ts":
        'import { Infer, model, text } from "plinth";\nexport const A = model({ a: text() });\nexport type B = Infer<typeof A>;\n',
    },
    problems: [
      'models/a.ts:1 | "plinth" exports no "Infer". | Where it is a type, write import type { Infer }.',
    ],
  },
  {
    what: "a package that is not installed",
    files: {
      "models/a.ts":
        'import { model, text } from "plinth";\nimport slug from "@acme/slug/lib";\nexport const A = model({ a: text(slug) });\n',
    },
    problems: [
      'models/a.ts:2 | The package "@acme/slug/lib" is not installed. | Install it: npm install @acme/slug',
    ],
  },
  {
    what: "a misspelt plinth",
    files: {
      "models/a.ts": 'import { model, text } from "plint";\nexport const A = model({ a: text() });\n',
    },
    problems: ['models/a.ts:1 | The package "plint" is not installed. | Write import ... from "plinth".'],
  },
  {
    what: "an import without its ending",
    files: {
      "models/a.ts":
        'import { model } from "plinth";\nimport { Kind } from "./kind";\nexport const A = model({ a: Kind });\n',
      "models/kind.ts": 'import { oneOf } from "plinth";\nexport const Kind = oneOf("a");\n',
    },
    problems: [
      'models/a.ts:2 | There is no file "./kind" beside this one. | Write "./kind.ts": imports name the file with its ending.',
    ],
  },
  {
    what: "an import with the ending of the compiled file",
    files: {
      "models/a.ts":
        'import { model } from "plinth";\nimport { Kind } from "./kind.js";\nexport const A = model({ a: Kind });\n',
      "models/kind.ts": 'import { oneOf } from "plinth";\nexport const Kind = oneOf("a");\n',
    },
    problems: [
      'models/a.ts:2 | There is no file "./kind.js" beside this one. | Write "./kind.ts": imports name the file as it is.',
    ],
  },
  {
    what: "an import of what the other file does not export",
    files: {
      "models/a.ts":
        'import { model } from "plinth";\nimport { Kinds } from "./kind.ts";\nexport const A = model({ a: Kinds });\n',
      "models/kind.ts": 'import { oneOf } from "plinth";\nexport const Kind = oneOf("a");\n',
    },
    problems: [
      'models/a.ts:2 | "./kind.ts" exports no "Kinds". | Export it there; where it is a type, write import type { Kinds }.',
    ],
  },
  {
    what: "files that use each other before they are ready",
    files: {
      "models/a.ts":
        'import { model } from "plinth";\nimport { Kind } from "./b.ts";\nexport const A = model({ a: Kind });\nexport const start = 1;\n',
      "models/b.ts":
        'import { model, oneOf, text } from "plinth";\nimport { start } from "./a.ts";\nexport const Kind = oneOf("a");\nexport const B = model({ b: text().min(start) });\n',
    },
    problems: [
      'models/b.ts:4 | "start" is used before it is defined. | Move it up; where two files import each other, move what both need to a file of its own.',
    ],
  },
  {
    what: "a model file that exports nothing",
    files: { "models/a.ts": 'import { model, text } from "plinth";\nconst A = model({ a: text() });\n' },
    problems: ["models/a.ts | The file exports nothing. | Write export const Invoice = model({ ... })."],
  },
  {
    what: "a model in JavaScript",
    files: { "models/a.js": "export {};\n" },
    problems: [
      "models/a.js | Only files that end in .ts are read. | Rename it to models/a.ts, or move it out of models/.",
    ],
  },
  {
    what: "one broken file, without blaming those that point to it",
    files: {
      "models/a.ts":
        'import { belongsTo, model } from "plinth";\nexport const A = model({ b: belongsTo("B") });\n',
      "models/b.ts": 'import { model, text } from "plinth";\nexport const B = model({ a: text().foo() });\n',
    },
    problems: ["models/b.ts:2 | foo() does not exist here. | See what the builder before it offers."],
  },
  {
    what: "mistakes in several files at once",
    files: {
      "plinth.config.ts":
        'import { defineConfig } from "plinth";\nexport default defineConfig({ name: "A", region: "eu-west-1", roles: ["admin"] });\n',
      "models/a.ts":
        'import { model, text } from "plinth";\n\nexport const a = model({\n  B: text().max(-1),\n});\n',
      "functions/x/function.ts":
        'import { schedule } from "plinth";\nexport default schedule({ every: "x" });\n',
      "functions/x/handler.ts": "",
    },
    problems: [
      'functions/x/function.ts:2 | "every" does not understand "x". | Write every: "15 minutes", "1 hour" or "7 days".',
      'models/a.ts:3 | The model name "a" is not PascalCase made of A-Z, a-z and 0-9. | Write "A".',
      "models/a.ts:4 | .max() takes a number of characters from 1 to 100000, not -1. | Write .max(80), for instance.",
      'models/a.ts:4 | The field name "B" is not camelCase made of A-Z, a-z and 0-9. | Write "b".',
      'plinth.config.ts:2 | The name "A" is not kebab-case (a-z, 0-9, single dashes, a letter first) of 3 to 24 characters. | Write name: "my-app".',
    ],
  },
];
