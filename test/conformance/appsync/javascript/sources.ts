const guide = (page: string) => `https://docs.aws.amazon.com/appsync/latest/devguide/${page}.html`;

/** Where AWS says, or is seen to do, what a row of the tables holds. */
export const sources = {
  features: guide("supported-features"),
  builtIn: guide("built-in-util-js"),
  modules: guide("built-in-modules-js"),
  runtime: guide("runtime-utils-js"),
  time: guide("time-helpers-in-util-time-js"),
  /** The same functions with printed results, in the guide for mapping templates. */
  timeExamples: guide("time-helpers-in-util-time"),
  /** "The syntax for datetime formats is based on DateTimeFormatter." */
  java: "https://docs.oracle.com/javase/8/docs/api/java/time/format/DateTimeFormatter.html",
  javaRegex: "https://docs.oracle.com/javase/8/docs/api/java/util/regex/Pattern.html",
  dynamodb: guide("dynamodb-helpers-in-util-dynamodb-js"),
  transform: guide("transformation-helpers-in-utils-transform-js"),
  math: guide("math-helpers-in-util-math-js"),
  str: guide("string-helpers-in-util-str-js"),
  xml: guide("xml-helpers-in-util-xml-js"),
  http: guide("http-helpers-in-utils-http-js"),
  rds: guide("rds-helpers-in-util-rds-js"),
  extensions: guide("extensions-js"),
  limits: "https://docs.aws.amazon.com/general/latest/gr/appsync.html",
  evaluate: "https://docs.aws.amazon.com/appsync/latest/APIReference/API_EvaluateCode.html",
  test: guide("test-resolvers"),
  /** AWS's own linter for this runtime. */
  linter: "https://www.npmjs.com/package/@aws-appsync/eslint-plugin",
  /** Snapshots that were recorded from AWS's EvaluateCode. */
  recorded:
    "https://github.com/localstack/appsync-utils/blob/main/__tests__/__snapshots__/index.test.js.snap",
  recordedResolvers:
    "https://github.com/localstack/appsync-utils/blob/main/__tests__/__snapshots__/resolvers.test.js.snap",
  /** A test that asks AWS's EvaluateCode. */
  recordedUpdate:
    "https://github.com/gloompi/appsync/blob/6c15eff527843d52ed10553af6ea9f6d3142de5f/resolvers/editMyProfile.js",
} as const;

export type Source = keyof typeof sources;
