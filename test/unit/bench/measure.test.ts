import { expect, test } from "vitest";
import { measure, median } from "../../../bench/measure.ts";
import { renderTable } from "../../../bench/table.ts";

test.each([
  [[3], 3],
  [[3, 1, 2], 2],
  [[4, 1, 2, 3], 2.5],
])("the median of %j is %d", (values, expected) => {
  expect(median(values)).toBe(expected);
});

test("cases take turns, and the first turn does not count", async () => {
  const order: string[] = [];
  const take = (name: string, took: number) => async () => {
    order.push(name);
    return took;
  };
  const measured = await measure(
    [
      { name: "a", run: take("a", 10) },
      { name: "b", run: take("b", 30), floor: "a", target: { timesFloor: 2 } },
    ],
    2,
  );
  expect(order.join("")).toBe("ababab");
  expect(measured.map(({ samples }) => samples)).toEqual([
    [10, 10],
    [30, 30],
  ]);
  const [, row] = renderTable("Title", 2, measured)
    .split("\n")
    .slice(2 + 1);
  expect(row?.replace(/ +/g, " ")).toBe("| b | 30 | 30 - 30 | 10 | 3.00x | <= 2x | MISSED |");
});
