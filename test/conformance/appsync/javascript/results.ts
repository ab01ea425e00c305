import type { Source } from "./sources.ts";

const xml =
  '<?xml version="1.0" encoding="UTF-8"?><posts><post><id>1</id><title>Getting started with GraphQL</title></post>';
const post = { id: 1, title: "Getting started with GraphQL" };
const S = (text: string) => ({ S: text });
const update = (expression: string, expressionNames: object, expressionValues: object) => ({
  operation: "UpdateItem",
  key: { id: S("test") },
  update: { expression, expressionNames, expressionValues },
});
const numbers = { L: [{ N: 1 }, { N: 2 }, { N: 3 }] };
const at = "1517943695758";

/** Expressions of the runtime's utilities, and what they are. */
export const results: readonly (readonly [Source, string, unknown])[] = [
  ["recorded", 'util.dynamodb.toDynamoDB("test")', S("test")],
  ["recorded", "util.dynamodb.toDynamoDB(12345)", { N: 12345 }],
  ["recorded", "util.dynamodb.toDynamoDB(true)", { BOOL: true }],
  [
    "dynamodb",
    'util.dynamodb.toDynamoDB({ "foo": "bar", "baz": 1234, "beep": ["boop"] })',
    { M: { foo: S("bar"), baz: { N: 1234 }, beep: { L: [S("boop")] } } },
  ],
  ["recorded", 'util.dynamodb.toString("test")', S("test")],
  ["recorded", 'util.dynamodb.toStringSet(["foo", "bar", "baz"])', { SS: ["foo", "bar", "baz"] }],
  ["recorded", "util.dynamodb.toNumber(12345)", { N: 12345 }],
  ["recorded", "util.dynamodb.toNumberSet([1, 23, 4.56])", { NS: [1, 23, 4.56] }],
  ["recorded", 'util.dynamodb.toBinary("foo")', { B: "foo" }],
  ["recorded", 'util.dynamodb.toBinarySet(["foo", "bar", "baz"])', { BS: ["foo", "bar", "baz"] }],
  ["recorded", "util.dynamodb.toBoolean(true)", { BOOL: true }],
  ["recorded", "util.dynamodb.toNull()", { NULL: null }],
  [
    "recorded",
    'util.dynamodb.toList(["foo", 123, { bar: "baz" }])',
    { L: [S("foo"), { N: 123 }, { M: { bar: S("baz") } }] },
  ],
  [
    "recorded",
    'util.dynamodb.toMap({ "foo": "bar", "baz": 1234, "beep": ["boop"] })',
    { M: { foo: S("bar"), baz: { N: 1234 }, beep: { L: [S("boop")] } } },
  ],
  [
    "recorded",
    'util.dynamodb.toMapValues({ "foo": "bar", "baz": 1234, "beep": ["boop"] })',
    { foo: S("bar"), baz: { N: 1234 }, beep: { L: [S("boop")] } },
  ],
  [
    "recorded",
    'util.dynamodb.toS3Object("foo", "bar", "baz")',
    S('{"s3":{"key":"foo","bucket":"bar","region":"baz"}}'),
  ],
  [
    "recorded",
    'util.dynamodb.toS3Object("foo", "bar", "baz", "beep")',
    S('{"s3":{"key":"foo","bucket":"bar","region":"baz","version":"beep"}}'),
  ],
  [
    "dynamodb",
    `util.dynamodb.fromS3ObjectJson('{"s3":{"key":"foo","bucket":"bar","region":"baz","version":"beep"}}')`,
    { key: "foo", bucket: "bar", region: "baz", version: "beep" },
  ],
  ["recorded", 'ddb.get({ key: { id: "id" } })', { operation: "GetItem", key: { id: S("id") } }],
  [
    "recorded",
    'ddb.put({ key: { id: "abc" }, item: { value: 10 } })',
    { operation: "PutItem", key: { id: S("abc") }, attributeValues: { value: { N: 10 } } },
  ],
  ["recorded", 'ddb.remove({ key: { id: "test" } })', { operation: "DeleteItem", key: { id: S("test") } }],
  [
    "recorded",
    'ddb.scan({ limit: 10, nextToken: "abc" })',
    { operation: "Scan", limit: 10, nextToken: "abc" },
  ],
  [
    "recorded",
    'ddb.update({ key: { id: "test" }, update: { age: ddb.operations.add(10) } })',
    update("SET #expName_1 = :expValue_1", { "#expName_1": "age" }, { ":expValue_1": { N: 10 } }),
  ],
  [
    "recorded",
    'ddb.update({ key: { id: "test" }, update: { values: ddb.operations.append([1, 2, 3]) } })',
    update(
      "SET #expName_1 = list_append(#expName_1, :expValue_1)",
      { "#expName_1": "values" },
      { ":expValue_1": numbers },
    ),
  ],
  [
    "recorded",
    'ddb.update({ key: { id: "test" }, update: { age: ddb.operations.decrement(10) } })',
    update(
      "SET #expName_1 = #expName_1 - :expValue_1",
      { "#expName_1": "age" },
      { ":expValue_1": { N: 10 } },
    ),
  ],
  [
    "recorded",
    'ddb.update({ key: { id: "test" }, update: { age: ddb.operations.increment(10) } })',
    update(
      "SET #expName_1 = #expName_1 + :expValue_1",
      { "#expName_1": "age" },
      { ":expValue_1": { N: 10 } },
    ),
  ],
  [
    "recorded",
    'ddb.update({ key: { id: "test" }, update: { values: ddb.operations.prepend([1, 2, 3]) } })',
    update(
      "SET #expName_1 = list_append(:expValue_1, #expName_1)",
      { "#expName_1": "values" },
      { ":expValue_1": numbers },
    ),
  ],
  [
    "recorded",
    'ddb.update({ key: { id: "test" }, update: { values: ddb.operations.replace({ a: 10 }) } })',
    update(
      "SET #expName_1 = :expValue_1",
      { "#expName_1": "values" },
      { ":expValue_1": { M: { a: { N: 10 } } } },
    ),
  ],
  [
    "recordedUpdate",
    'ddb.update({ key: { id: "test" }, update: { name: "Tony", bio: "b" } })',
    update(
      "SET #expName_1 = :expValue_1, #expName_2 = :expValue_2",
      { "#expName_1": "name", "#expName_2": "bio" },
      { ":expValue_1": S("Tony"), ":expValue_2": S("b") },
    ),
  ],
  ["recorded", "ddb.operations.add(10)", { type: "OPERATION_ADD", value: 10 }],
  ["recorded", "ddb.operations.append([1, 2, 3])", { type: "OPERATION_APPEND", items: [1, 2, 3] }],
  ["recorded", "ddb.operations.decrement(10)", { type: "OPERATION_DECREMENT", by: 10 }],
  ["recorded", "ddb.operations.increment(10)", { type: "OPERATION_INCREMENT", by: 10 }],
  ["recorded", "ddb.operations.prepend([1, 2, 3])", { type: "OPERATION_PREPEND", items: [1, 2, 3] }],
  ["recorded", "ddb.operations.replace({ a: 10 })", { type: "OPERATION_REPLACE", value: { a: 10 } }],
  ["modules", 'ddb.query({ query: { id: { eq: "1" } }, limit: 2 }).limit', 2],
  [
    "modules",
    'ddb.sync({ limit: 10, nextToken: "abc", lastSync: 1 })',
    { operation: "Sync", limit: 10, nextToken: "abc", lastSync: 1 },
  ],
  [
    "modules",
    'ddb.batchGet({ tables: { users: { keys: [{ id: "1" }] } } })',
    { operation: "BatchGetItem", tables: { users: { keys: [{ id: S("1") }] } } },
  ],
  [
    "modules",
    'ddb.batchDelete({ tables: { users: [{ id: "1" }] } })',
    { operation: "BatchDeleteItem", tables: { users: [{ id: S("1") }] } },
  ],
  [
    "modules",
    'ddb.transactGet({ items: [{ table: "t", key: { id: "1" } }] })',
    { operation: "TransactGetItems", transactItems: [{ table: "t", key: { id: S("1") } }] },
  ],
  [
    "recorded",
    'JSON.parse(util.transform.toDynamoDBFilterExpression({ "title": { "contains": "Hello World" } }))',
    {
      expression: "(contains(#title,:title_contains))",
      expressionNames: { "#title": "title" },
      expressionValues: { ":title_contains": S("Hello World") },
    },
  ],
  [
    "recorded",
    "JSON.parse(util.transform.toDynamoDBConditionExpression({ id: { attributeExists: true }, version: { eq: 10 } }))",
    {
      expression: "(attribute_exists(#id)) AND (#version = :version_eq)",
      expressionNames: { "#id": "id", "#version": "version" },
      expressionValues: { ":version_eq": { N: 10 } },
    },
  ],
  [
    "transform",
    'JSON.parse(util.transform.toElasticsearchQueryDSL({ "upvotes": { "ne": 15, "range": [10, 20] }, "title": { "eq": "hihihi", "wildcard": "h*i" } }))',
    {
      bool: {
        must: [
          {
            bool: {
              must: [
                { bool: { must_not: { term: { upvotes: 15 } } } },
                { range: { upvotes: { gte: 10, lte: 20 } } },
              ],
            },
          },
          { bool: { must: [{ term: { title: "hihihi" } }, { wildcard: { title: "h*i" } }] } },
        ],
      },
    },
  ],
  [
    "transform",
    "util.transform.toSubscriptionFilter({ a: { eq: 1 }, b: { in: [2, 3] } })",
    {
      filterGroup: [
        {
          filters: [
            { fieldName: "a", operator: "eq", value: 1 },
            { fieldName: "b", operator: "in", value: [2, 3] },
          ],
        },
      ],
    },
  ],
  [
    "transform",
    "util.transform.toSubscriptionFilter({ or: [{ a: { eq: 1 } }, { b: { eq: 2 } }] })",
    {
      filterGroup: [
        { filters: [{ fieldName: "a", operator: "eq", value: 1 }] },
        { filters: [{ fieldName: "b", operator: "eq", value: 2 }] },
      ],
    },
  ],
  [
    "transform",
    "util.transform.toSubscriptionFilter({ a: { eq: 1 }, b: { eq: 2 } }, ['a'])",
    { filterGroup: [{ filters: [{ fieldName: "b", operator: "eq", value: 2 }] }] },
  ],
  ["timeExamples", `util.time.epochMilliSecondsToSeconds(${at})`, 1517943695],
  ["timeExamples", `util.time.epochMilliSecondsToISO8601(${at})`, "2018-02-06T19:01:35.758Z"],
  [
    "timeExamples",
    `util.time.epochMilliSecondsToFormatted(${at}, "yyyy-MM-dd HH:mm:ssZ")`,
    "2018-02-06 19:01:35+0000",
  ],
  [
    "timeExamples",
    `util.time.epochMilliSecondsToFormatted(${at}, "yyyy-MM-dd HH:mm:ssZ", "+08:00")`,
    "2018-02-07 03:01:35+0800",
  ],
  [
    "timeExamples",
    `util.time.epochMilliSecondsToFormatted(${at}, "yyyy-MM-dd HH:mm:ssZ", "Australia/Perth")`,
    "2018-02-07 03:01:35+0800",
  ],
  [
    "timeExamples",
    'util.time.parseISO8601ToEpochMilliSeconds("2018-02-01T17:21:05.180+08:00")',
    1517476865180,
  ],
  [
    "timeExamples",
    'util.time.parseFormattedToEpochMilliSeconds("2018-02-02 01:19:22+0800", "yyyy-MM-dd HH:mm:ssZ")',
    1517505562000,
  ],
  [
    "timeExamples",
    'util.time.parseFormattedToEpochMilliSeconds("2018-02-02 01:19:22", "yyyy-MM-dd HH:mm:ss", "+08:00")',
    1517505562000,
  ],
  [
    "timeExamples",
    'util.time.epochMilliSecondsToFormatted(1531347255000, "yyyy-MM-dd[XXX]", "-07:00:30")',
    "2018-07-11-07:00",
  ],
  [
    "timeExamples",
    `util.time.epochMilliSecondsToFormatted(1531347285000, "yyyy-MM-dd'T'HH:mm:ss[XXXXX]", "-07:00:30")`,
    "2018-07-11T15:14:15-07:00:30",
  ],
  ["java", `util.time.epochMilliSecondsToFormatted(${at}, "EEEE, d MMMM yyyy")`, "Tuesday, 6 February 2018"],
  ["java", `util.time.epochMilliSecondsToFormatted(${at}, "EEE d MMM yy")`, "Tue 6 Feb 18"],
  ["java", `util.time.epochMilliSecondsToFormatted(${at}, "h:mm a")`, "7:01 PM"],
  ["java", `util.time.epochMilliSecondsToFormatted(${at}, "hh:mm:ss.SSS")`, "07:01:35.758"],
  ["java", `util.time.epochMilliSecondsToFormatted(${at}, "D Q")`, "37 1"],
  ["java", `util.time.epochMilliSecondsToFormatted(${at}, "QQQ uuuu G")`, "Q1 2018 AD"],
  ["java", `util.time.epochMilliSecondsToFormatted(${at}, "'o''clock' H")`, "o'clock 19"],
  ["java", `util.time.epochMilliSecondsToFormatted(${at}, "X x XX xxx")`, "Z +00 Z +00:00"],
  [
    "java",
    `util.time.epochMilliSecondsToFormatted(${at}, "X XX XXX O OOOO VV", "+05:30")`,
    "+0530 +0530 +05:30 GMT+5:30 GMT+05:30 +05:30",
  ],
  [
    "java",
    `util.time.epochMilliSecondsToFormatted(${at}, "VV Z", "America/New_York")`,
    "America/New_York -0500",
  ],
  [
    "java",
    'util.time.epochMilliSecondsToFormatted(1530000000000, "VV Z", "America/New_York")',
    "America/New_York -0400",
  ],
  [
    "java",
    'util.time.parseFormattedToEpochMilliSeconds("20180206190135", "yyyyMMddHHmmss", "UTC")',
    1517943695000,
  ],
  [
    "java",
    'util.time.parseFormattedToEpochMilliSeconds("6 Feb 2018 7:01 PM", "d MMM yyyy h:mm a", "Z")',
    1517943660000,
  ],
  [
    "java",
    'util.time.parseFormattedToEpochMilliSeconds("2018-07-01 12:00", "yyyy-MM-dd HH:mm", "Europe/Berlin")',
    1530439200000,
  ],
  [
    "java",
    'util.time.parseFormattedToEpochMilliSeconds("2018-02-06T19:01:35.758Z", "yyyy-MM-dd\'T\'HH:mm:ss.SSSX")',
    1517943695758,
  ],
  ["time", "util.time.nowISO8601().length", 24],
  ["time", "util.time.nowEpochMilliSeconds() - util.time.nowEpochSeconds() * 1000 < 2000", true],
  ["time", 'util.time.nowFormatted("yyyy") === util.time.nowISO8601().slice(0, 4)', true],
  ["xml", `util.xml.toMap('${xml}</posts>')`, { posts: { post } }],
  [
    "xml",
    `util.xml.toMap('${xml}<post><id>2</id><title>Getting started with AppSync</title></post></posts>')`,
    { posts: { post: [post, { id: 2, title: "Getting started with AppSync" }] } },
  ],
  ["xml", `JSON.parse(util.xml.toJsonString('${xml}</posts>'))`, { posts: { post } }],
  ["xml", "JSON.parse(JSON.parse(util.xml.toJsonString('<a><b>c</b></a>', true)))", { a: { b: "c" } }],
  [
    "http",
    "util.http.copyHeaders({ 'x-mine': '1', host: 'h', 'content-length': '3', connection: 'close', te: 'a' })",
    { "x-mine": "1" },
  ],
  [
    "recordedResolvers",
    'util.rds.toJsonObject(\'{"sqlStatementResults":[{"numberOfRecordsUpdated":0,"records":[[{"longValue":1},{"stringValue":"a"},{"isNull":true}]],"columnMetadata":[{"label":"id"},{"name":"n","label":"NAME"},{"name":"z"}]}]}\')',
    [[{ id: 1, NAME: "a" }]],
  ],
  [
    "recordedResolvers",
    'util.rds.toJsonObject(\'{"sqlStatementResults":[{"numberOfRecordsUpdated":1,"generatedFields":[]}]}\')',
    [[{}]],
  ],
  ["math", "[util.math.roundNum(10.2), util.math.roundNum(10.5), util.math.roundNum(10.8)]", [10, 11, 11]],
  ["math", "[util.math.minVal(1, 2), util.math.maxVal(1, 2)]", [1, 2]],
  ["math", "util.math.randomDouble() < 1", true],
  ["math", "util.math.randomWithinRange(5, 6)", 5],
  ["str", "util.str.normalize('\\u0065\\u0301', 'nfc').length", 1],
  ["str", "util.str.normalize('\\u00e9', 'nfd').length", 2],
  ["str", "util.str.normalize('\\ufb01', 'nfkc')", "fi"],
  ["builtIn", "util.urlEncode('a b&c=d/e')", "a+b%26c%3Dd%2Fe"],
  ["builtIn", "util.urlDecode('a+b%26c')", "a b&c"],
  ["builtIn", "util.base64Encode('hello')", "aGVsbG8="],
  ["builtIn", "util.base64Decode('aGVsbG8=')", "hello"],
  ["builtIn", "util.matches('a*b', 'aaaaab')", true],
  ["javaRegex", "util.matches('[a-c]+', 'abcd')", false],
  ["javaRegex", "util.matches('(?i)ABC', 'abc')", true],
  ["javaRegex", "util.matches('\\\\p{Alpha}\\\\d+', 'x42')", true],
  ["javaRegex", "util.matches('\\\\Qa.b\\\\E', 'axb')", false],
  ["builtIn", "util.matches('[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}', util.autoId())", true],
  ["builtIn", "util.matches('[0-9A-HJKMNP-TV-Z]{26}', util.autoUlid())", true],
  ["builtIn", "util.matches('[0-9A-Za-z]{27}', util.autoKsuid())", true],
  ["builtIn", "util.authType()", "API Key Authorization"],
];
