import type { Member, ServiceModel, Shape } from "../../../src/local/protocols/model.ts";
import type { Random } from "./random.ts";

const texts = [
  "",
  " ",
  "a",
  "*",
  "../../../../etc/passwd",
  "..%2f..%2f",
  "a/../b",
  "\u0000",
  "é\u{1f600}\ud800",
  "__proto__",
  "constructor",
  "toString",
  "{{resolve:ssm:/none}}",
  "${AWS::StackName}",
  "'; DROP TABLE x; --",
  "%00",
  "null",
  "-1",
  "1e999",
  "2026-02-30T25:61:61Z",
  "arn:aws:iam::000000000000:role/none",
  "arn:aws:::::",
  "rate(0 minutes)",
  "cron(* * * * * *)",
  "<a>&lt;</a>",
  '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}',
  '{"a":[{"b":',
  "[]",
  "(((((((((((((((((((((((((",
  "a".repeat(2048),
];
const numbers = [0, 1, -1, 2, 10, 1000, 1001, 65_536, 2 ** 31, 2 ** 53, 1e308, -1e308, 0.5, 5e-324];

/**
 * A value for a shape, mostly of the right form, so that it gets past the decoders and into the handlers.
 *
 * @param known values that mean something there, by member name
 */
export function randomStructure(
  model: ServiceModel,
  name: string,
  random: Random,
  known: Readonly<Record<string, readonly unknown[]>>,
  depth = 0,
): unknown {
  const shape = model.shapes[name] as Shape;
  const inner = (member: Member, key: string) => randomMember(model, member, key, random, known, depth + 1);
  if (shape.kind === "list")
    return Array.from({ length: random.below(depth > 3 ? 1 : 4) }, () => inner(shape.member, name));
  if (shape.kind === "map") {
    const entries = Array.from({ length: random.below(depth > 3 ? 1 : 4) }, () => [
      random.pick([...texts, "pk", "sk", "key"]),
      inner(shape.value, name),
    ]);
    return Object.fromEntries(entries);
  }
  const members = Object.entries(shape.members);
  if (shape.kind === "union") {
    const [key, member] = random.pick(members);
    return { [key]: inner(member, key) };
  }
  const chosen = members.filter(([key, { required }]) => {
    if (required || key in known) return !random.chance(0.02);
    return random.chance(depth > 3 ? 0.05 : 0.25);
  });
  return Object.fromEntries(chosen.map(([key, member]) => [key, inner(member, key)]));
}

function randomMember(
  model: ServiceModel,
  member: Member,
  key: string,
  random: Random,
  known: Readonly<Record<string, readonly unknown[]>>,
  depth: number,
): unknown {
  const meaningful = known[key];
  if (meaningful !== undefined && random.chance(0.85)) return random.pick(meaningful);
  if (random.chance(0.02)) return random.pick<unknown>([...texts, ...numbers, null, true, [], {}, [[]]]);
  if (member.type.startsWith("#"))
    return depth > 8 ? {} : randomStructure(model, member.type.slice(1), random, known, depth);
  switch (member.type) {
    case "boolean":
      return random.chance(0.5);
    case "number":
    case "integer":
      return random.pick(numbers);
    case "timestamp":
      return random.pick<unknown>([0, 1.8e9, -1, 1e18, "2026-01-01T00:00:00Z"]);
    case "blob":
    case "stream":
      return random.bytes(random.below(64)).toString("base64");
    default:
      return random.pick(texts);
  }
}
