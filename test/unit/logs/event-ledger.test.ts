import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { eventLedger } from "../../../src/logs/event-ledger.ts";

const event = (message: string, timestamp = 1_000, stream = "a") => ({
  group: "/aws/lambda/f",
  stream,
  timestamp,
  message,
});

describe("eventLedger", () => {
  test("the store may be read again and again", () => {
    const ledger = eventLedger();
    expect(ledger.fromStore(event("one"), "1")).toBe(true);
    expect(ledger.fromStore(event("one"), "1")).toBe(false);
    expect(ledger.fromStore(event("two"), "2")).toBe(true);
  });

  test("what a session has shown is no news in the store, and the other way about", () => {
    const ledger = eventLedger();
    expect(ledger.fromSession(event("heard"))).toBe(true);
    expect(ledger.fromStore(event("heard"), "1")).toBe(false);
    expect(ledger.fromStore(event("read"), "2")).toBe(true);
    expect(ledger.fromSession(event("read"))).toBe(false);
  });

  test("the same line of two streams or two moments is two events", () => {
    const ledger = eventLedger();
    expect(ledger.fromSession(event("tick", 1_000, "a"))).toBe(true);
    expect(ledger.fromSession(event("tick", 1_000, "b"))).toBe(true);
    expect(ledger.fromSession(event("tick", 1_001, "a"))).toBe(true);
  });

  test("a line that was written three times in one millisecond is told three times", () => {
    const ledger = eventLedger();
    const heard = [1, 2].map(() => ledger.fromSession(event("again")));
    const read = ["1", "2", "3"].map((id) => ledger.fromStore(event("again"), id));
    expect([heard, read]).toEqual([
      [true, true],
      [false, false, true],
    ]);
  });

  test("a new session that shows what the last one showed tells nothing new", () => {
    const ledger = eventLedger();
    expect(ledger.fromSession(event("seen"))).toBe(true);
    ledger.startSession();
    expect(ledger.fromSession(event("seen"))).toBe(false);
    expect(ledger.fromStore(event("seen"), "1")).toBe(false);
  });

  test("forgets what lies too far back to come again", () => {
    const ledger = eventLedger();
    ledger.fromStore(event("old", 1_000), "1");
    ledger.fromStore(event("new", 2_000), "2");
    ledger.forgetBefore(2_000);
    expect(ledger.size).toBe(1);
    expect(ledger.fromStore(event("new", 2_000), "2")).toBe(false);
  });

  test("whatever a session shows, and however often the store is read: each event is told once", () => {
    const written = fc.array(fc.record({ line: fc.integer({ min: 0, max: 3 }), shown: fc.boolean() }), {
      maxLength: 30,
    });
    const readings = fc.array(fc.nat(30), { maxLength: 6 });
    fc.assert(
      fc.property(written, readings, (events, times) => {
        const ledger = eventLedger();
        let told = 0;
        const count = (news: boolean) => {
          if (news) told += 1;
        };
        const readUpTo = (end: number) => {
          for (const [id, { line }] of events.slice(0, end).entries())
            count(ledger.fromStore(event(`${line}`), `${id}`));
        };
        for (const [position, { line, shown }] of events.entries()) {
          if (shown) count(ledger.fromSession(event(`${line}`)));
          if (times.includes(position)) readUpTo(position + 1);
        }
        readUpTo(events.length);
        expect(told).toBe(events.length);
      }),
    );
  });
});
