/** A statement for PostgreSQL or MySQL that AppSync made of an expression: its SQL, variables and hints. */
export type Statement = readonly [
  expression: string,
  statements: readonly string[],
  variables: readonly unknown[],
  hints?: Readonly<Record<string, string>>,
];

const pg = (inner: string) => `rds.createPgStatement(${inner})`;
const my = (inner: string) => `rds.createMySQLStatement(${inner})`;
const where = (text: string) => pg(`rds.select({ table: "persons", where: ${text} })`);
const persons = 'SELECT * FROM "persons"';

/** https://github.com/localstack/appsync-utils/blob/main/__tests__/__snapshots__/resolvers.test.js.snap, recorded from AWS. */
export const statements: readonly Statement[] = [
  [pg('rds.select({ table: "domain.item" })'), ['SELECT * FROM "domain"."item"'], []],
  [my('rds.select({ table: "domain.item" })'), ["SELECT * FROM `domain`.`item`"], []],
  [
    pg('rds.select({ table: "private.persons", columns: ["id", "persons.name"] })'),
    ['SELECT "id", "persons"."name" FROM "private"."persons"'],
    [],
  ],
  [
    pg('rds.select({ table: "private.persons", columns: ["id", "persons.*"] })'),
    ['SELECT "id", "persons"."*" FROM "private"."persons"'],
    [],
  ],
  [pg('rds.select({ table: "domain.color", columns: ["*"] })'), ['SELECT * FROM "domain"."color"'], []],
  [pg('rds.select({ table: "domain.color", columns: [] })'), ['SELECT FROM "domain"."color"'], []],
  [
    pg('rds.select({ table: "domain.color", limit: 0, offset: 0 })'),
    ['SELECT * FROM "domain"."color" LIMIT :P0 OFFSET :P1'],
    [0, 0],
  ],
  [
    pg('rds.select({ table: "domain.color", where: {}, limit: 3 })'),
    ['SELECT * FROM "domain"."color" LIMIT :P0'],
    [3],
  ],
  [
    pg('rds.select({ table: "domain.color", where: { and: [] }, limit: 3 })'),
    ['SELECT * FROM "domain"."color" LIMIT :P0'],
    [3],
  ],
  [pg('rds.select({ table: "persons", limit: "5" })'), [`${persons} LIMIT :P0`], [5]],
  [pg('rds.select({ table: "domain.color", orderBy: [] })'), ['SELECT * FROM "domain"."color"'], []],
  [
    pg('rds.select({ table: "persons", orderBy: [{ column: "name", dir: "desc" }] })'),
    [`${persons} ORDER BY "name" DESC`],
    [],
  ],
  [
    pg('rds.select({ table: "persons", orderBy: [{ column: "name", dir: 1 }] })'),
    [`${persons} ORDER BY "name" ASC`],
    [],
  ],
  [
    my(
      'rds.select({ table: "UserGroup", where: { or: [{ name: { eq: "Stephane" } }, { id: { gt: 10 } }] }, limit: 10, offset: 1, columns: ["id", "name"], orderBy: [{ column: "name" }, { column: "id", dir: "DESC" }] })',
    ),
    [
      "SELECT `id`, `name` FROM `UserGroup` WHERE (`name` = :P0) OR (`id` > :P1) ORDER BY `name` ASC, `id` DESC LIMIT :P2 OFFSET :P3",
    ],
    ["Stephane", 10, 10, 1],
  ],
  [pg('rds.select({ from: "persons" })'), [persons], []],
  [pg('rds.select({ table: { persons: "p" } })'), ['SELECT * FROM "p" as "persons"'], []],
  [pg('rds.select({ from: { "public.persons": "p" } })'), ['SELECT * FROM "p" as "public"."persons"'], []],
  [
    where("{ count: { le: 10 }, and: [{ id: { eq: 123456 } }], deleted: { attributeExists: false } }"),
    [`${persons} WHERE "count" <= :P0 AND ("id" = :P1) AND "deleted" IS NULL`],
    [10, 123456],
  ],
  [
    where(
      '{ id: { eq: "id eq" }, or: [{ id: { eq: "or 1" } }, { or: [{ id: { eq: "or nested 1" } }, { id: { eq: "or nested 2" } }] }, { id: { eq: "final or" } }] }',
    ),
    [`${persons} WHERE "id" = :P0 AND ("id" = :P1) OR (("id" = :P2) OR ("id" = :P3)) OR ("id" = :P4)`],
    ["id eq", "or 1", "or nested 1", "or nested 2", "final or"],
  ],
  [
    where("{ id: { ge: 1, le: 9, ne: 5 } }"),
    [`${persons} WHERE "id" >= :P0 AND "id" <= :P1 AND "id" != :P2`],
    [1, 9, 5],
  ],
  [
    where('{ and: [{ id: { eq: 1, gt: 0 } }, { name: { eq: "test" } }] }'),
    [`${persons} WHERE ("id" = :P0 AND "id" > :P1) AND ("name" = :P2)`],
    [1, 0, "test"],
  ],
  [where("{ name: {} }"), [persons], []],
  [where('{ name: { eq: "test" }, id: {} }'), [`${persons} WHERE "name" = :P0 AND`], ["test"]],
  [where("{ and: [{ id: { eq: 1 } }, {}] }"), [`${persons} WHERE ("id" = :P0) AND`], [1]],
  [where("{ or: [{}, {}] }"), [`${persons} WHERE  OR`], []],
  [where('{ name: { contains: "test" } }'), [`${persons} WHERE "name" LIKE :P0`], ["%test%"]],
  [where('{ name: { notContains: "test" } }'), [`${persons} WHERE "name" NOT LIKE :P0`], ["test"]],
  [where('{ name: { beginsWith: "te" } }'), [`${persons} WHERE "name" LIKE :P0`], ["te%"]],
  [where("{ age: { between: [18, 65] } }"), [`${persons} WHERE "age" BETWEEN :P0 AND :P1`], [18, 65]],
  [where("{ age: { between: [null, 65] } }"), [`${persons} WHERE "age" BETWEEN NULL AND :P0`], [65]],
  [where("{ name: { size: { eq: 3 } } }"), [`${persons} WHERE LENGTH ("name") = :P0`], [3]],
  [
    where("{ name: { size: { between: [2, 8] } } }"),
    [`${persons} WHERE LENGTH ("name") BETWEEN :P0 AND :P1`],
    [2, 8],
  ],
  [where("{ name: { size: { eq: null } } }"), [`${persons} WHERE LENGTH ("name") = NULL`], []],
  [where('{ name: { size: {}, eq: "test" } }'), [`${persons} WHERE  AND "name" = :P0`], ["test"]],
  [where("rds.sql`id = ${1}`"), [`${persons} WHERE id = :P0`], [1]],
  [
    pg('rds.insert({ table: "persons", values: { name: "test", country: null }, returning: "*" })'),
    ['INSERT INTO "persons" ("name", "country") VALUES (:P0, NULL) RETURNING *'],
    ["test"],
  ],
  [
    pg('rds.insert({ table: "persons", values: { name: "test" }, returning: [] })'),
    ['INSERT INTO "persons" ("name") VALUES (:P0) RETURNING'],
    ["test"],
  ],
  [
    pg('rds.insert({ table: "persons", from: "others", values: { name: "test" } })'),
    ['INSERT INTO "persons" ("name") VALUES (:P0)'],
    ["test"],
  ],
  [
    pg('rds.insert({ table: "persons", values: { id: rds.typeHint.UUID("0e0d"), country: null } })'),
    ['INSERT INTO "persons" ("id", "country") VALUES (:P0, NULL)'],
    ["0e0d"],
    { ":P0": "UUID" },
  ],
  [
    my(
      'rds.update({ table: "persons", values: { name: "name", birthday: "today" }, where: { id: { eq: "abc123" } } })',
    ),
    ["UPDATE `persons` SET `name` = :P0, `birthday` = :P1 WHERE `id` = :P2"],
    ["name", "today", "abc123"],
  ],
  [
    pg('rds.update({ table: "persons", values: {}, where: { id: { eq: 1 } } })'),
    ['UPDATE "persons" SET WHERE "id" = :P0'],
    [1],
  ],
  [
    pg('rds.update({ table: "persons", values: { name: "test" }, where: rds.sql`id = ${1}` })'),
    ['UPDATE "persons" SET "name" = :P0 WHERE id = :P1'],
    ["test", 1],
  ],
  [
    pg('rds.remove({ table: "persons", where: { id: { eq: "1232" } }, returning: ["id", "name"] })'),
    ['DELETE FROM "persons" WHERE "id" = :P0 RETURNING "id", "name"'],
    ["1232"],
  ],
  [pg('rds.remove({ table: { persons: "p" } })'), ['DELETE FROM "p" as "persons"'], []],
  [
    pg(
      'rds.sql`insert into Post(id, text) values(${rds.typeHint.UUID("adb6")}, ${"hello"})`, rds.sql`select * from Post where id = ${"adb6"}`',
    ),
    ["insert into Post(id, text) values(:P0, :P1)", "select * from Post where id = :P2"],
    ["adb6", "hello", "adb6"],
    { ":P0": "UUID" },
  ],
  [my('`UPDATE "document" set "data" = 10`'), ['UPDATE "document" set "data" = 10'], []],
];

/** What AppSync refuses to make a statement of, with its own words. The same recordings. */
export const refusals: readonly (readonly [expression: string, message: string])[] = [
  [pg(""), "An argument is expected to be passed to createPgStatement"],
  [my(""), "An argument is expected to be passed to createMySQLStatement"],
  [pg("1"), "Unsupported type is passed as argument to createPgStatement"],
  [pg('{ table: "persons" }'), "Unsupported type is passed as argument to createPgStatement"],
  [
    pg('rds.sql(["a", "b"])'),
    "java.lang.IllegalArgumentException: Unexpected argument passed to sql tagged template",
  ],
  [pg("rds.select()"), "An argument is expected to be passed to select"],
  [pg("rds.remove()"), "An argument is expected to be passed to remove"],
  [pg("rds.select(null)"), "Expected payload to be an Object."],
  [pg("rds.select({})"), "'table' or 'from' key is required."],
  [pg('rds.select({ table: "a", from: "b" })'), "'from' and 'table' keys cannot be used together"],
  [pg('rds.remove({ from: "persons" })'), "'table' or 'from' key is required."],
  [pg('rds.select({ table: { a: "b", c: "d" } })'), "table alias is allowed only one key-value pair."],
  [pg("rds.select({ table: {} })"), "java.util.NoSuchElementException"],
  [pg("rds.select({ table: { a: 1 } })"), "Table alias value is expected to be a string."],
  [pg("rds.select({ table: 1 })"), "table name is expected to be a string or alias."],
  [pg("rds.select({ from: 1 })"), "'from' value is expected to be string or object."],
  [pg('rds.select({ table: "persons", columns: "id" })'), "Expected column to be * or an array."],
  [pg('rds.select({ table: "persons", columns: [null] })'), "Invalid type in column array."],
  [my('rds.remove({ table: "persons", returning: "*" })'), "returning is not supported in MySQL."],
  [my('rds.remove({ table: "persons", returning: "id" })'), "Expected column to be * or an array."],
  [where('"id = 1"'), "WHERE values are expected to be SQL templates or a condition object."],
  [where("{ id: null }"), "Expected condition to be an Object."],
  [where("{ and: {} }"), "and expects conditions to be an array"],
  [where('{ or: ["a"] }'), "Expected or to be an Object."],
  [where("{ and: [rds.sql`id = 1`] }"), "Expected and to be an Object."],
  [where("{ name: { bogus: 1 } }"), "Unsupported condition name.bogus."],
  [where("{ id: { in: [1] } }"), "Unsupported condition id.in."],
  [where("{ id: { eq: null } }"), "Value for id.eq can't be null."],
  [where("{ name: { attributeExists: 0 } }"), "name.attributeExists expects a boolean value to be passed."],
  [where("{ name: { beginsWith: 1 } }"), "name.beginsWith expects a string value to be passed."],
  [
    where("{ age: { between: [1] } }"),
    "age.between condition expects an array with 2 values but received an array with length 1.",
  ],
  [where("{ age: { between: 1 } }"), "age.between condition expects an array with length of 2."],
  [
    where("{ name: { size: { between: [1] } } }"),
    "name.size condition expects an array with 2 values but received an array with length 1.",
  ],
  [where("{ name: { size: { bogus: 1 } } }"), "name.size has invalid size operator."],
  [where("{ name: { size: 1 } }"), "Expected name.size to be an Object."],
  [pg('rds.select({ table: "persons", orderBy: {} })'), "orderBy expects an array."],
  [pg('rds.select({ table: "persons", orderBy: [null] })'), "orderBy item expected to be an object."],
  [pg('rds.select({ table: "persons", orderBy: [{}] })'), "orderBy item expected to have property column."],
  [
    pg('rds.select({ table: "persons", orderBy: [{ column: "a", dir: "; DROP TABLE persons" }] })'),
    "orderBy dir can have either ASC or DESC found ; DROP TABLE persons.",
  ],
  [pg('rds.select({ table: "persons", limit: "many" })'), "limit expects a number."],
  [pg('rds.select({ table: "persons", offset: {} })'), "offset expects a number."],
  [pg('rds.insert({ table: "persons" })'), "values are expected to be passed to insert"],
  [pg('rds.update({ table: "persons" })'), "values are expected to be passed to update"],
  [pg('rds.insert({ table: "persons", values: ["a"] })'), "Expected values to an Object."],
];
