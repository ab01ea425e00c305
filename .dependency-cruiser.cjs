/** Who may import whom: docs/ARCHITECTURE.md, "Import directions". */
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: "error",
  from: { path: `^src/${from}/` },
  to: { path: "^src/", pathNot: [`^src/${from}/`, ...allowed.map((a) => `^src/${a}`)] },
});

module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    only(
      "commands",
      "commands",
      ["operations/", "cli/", "errors/"],
      "a command parses, calls an operation, renders",
    ),
    only(
      "operations",
      "operations",
      [
        "definition/",
        "generators/",
        "files/",
        "authoring/",
        "project/",
        "deploy/",
        "dev/",
        "tenants/",
        "logs/",
        "aws/",
        "local/cloud\\.ts",
        "errors/",
      ],
      "operations know no flags and no terminal",
    ),
    only(
      "deploy",
      "deploy",
      // Back-fills write the very keys that the resolvers write: one encoding, in one place.
      ["aws/", "definition/(ir|lock)\\.ts", "errors/", "templates/infra/runtime/data/"],
      "drives deployments; knows no project and no terminal",
    ),
    only("dev", "dev", ["errors/"], "watches a project's files; knows nothing of what they mean"),
    only("tenants", "tenants", ["aws/", "errors/"], "tenants and memberships of a stage"),
    only("logs", "logs", ["aws/", "errors/"], "reads a stage's logs"),
    only("aws", "aws", ["errors/"], "the only importer of AWS's SDK: one operation a file"),
    {
      name: "sdk-only-in-aws",
      severity: "error",
      comment: "everybody else asks src/aws",
      from: { path: "^src/", pathNot: "^src/(aws|templates|local)/" },
      to: { path: "@aws-sdk/" },
    },
    only("cli", "cli", ["errors/", "operations/"], "the terminal side"),
    only("definition", "definition", ["errors/"], "the model language and the IR stand alone"),
    only(
      "generators",
      "generators",
      ["definition/(ir|lock)\\.ts"],
      "generators are pure functions of the IR",
    ),
    only(
      "files",
      "files",
      ["errors/", "generators/generator\\.ts"],
      "the only reader of templates and writer of output",
    ),
    only(
      "local",
      "local",
      [],
      "the local cloud sees templates, assets and wire calls only, never models or the IR",
    ),
    {
      name: "local-services-are-strangers",
      comment:
        "services reach each other through the call port that cloud.ts gives; identities are the kernel's to ask",
      severity: "error",
      from: { path: "^src/local/services/([^/]+)/" },
      to: { path: "^src/local/services/", pathNot: "^src/local/services/$1/" },
    },
    only("errors", "errors", [], "everybody may import errors; errors import nobody"),
    only("templates", "templates", [], "templates live in the user's project: they know nothing of src"),
    {
      name: "nobody-imports-templates",
      severity: "error",
      from: { pathNot: "^src/(templates|deploy/backfill)/" },
      to: { path: "^src/templates/" },
    },
    {
      name: "backfills-know-the-keys-alone",
      severity: "error",
      comment: "the encoding of keys, and what it is told of models",
      from: { path: "^src/deploy/" },
      to: { path: "^src/templates/", pathNot: "^src/templates/infra/runtime/data/" },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    enhancedResolveOptions: { extensions: [".ts", ".js"] },
  },
};
