import { describe, expect, test } from "vitest";
import { timeFunctions } from "../../../../../../src/local/services/appsync/runtime/time/time-functions.ts";

// What Java's DateTimeFormatter does, in American English:
// https://docs.oracle.com/javase/8/docs/api/java/time/format/DateTimeFormatter.html

const now = Date.UTC(2018, 1, 6, 19, 1, 35, 758);
const time = timeFunctions(() => now);
const at = (iso: string) => time.parseISO8601ToEpochMilliSeconds(iso);

describe("formatting", () => {
  test.each([
    ["YYYY w W", "2018 6 2"],
    ["e F D", "3 6 37"],
    ["QQQQ G", "1st quarter AD"],
    ["GGGG", "Anno Domini"],
    ["EEEEE MMMMM", "T F"],
    ["kk KK hh H", "19 07 07 19"],
    ["A n", "68495758 758000000"],
    ["SSSSSSSSS", "758000000"],
    ["ppppd|ppH", "   6|19"],
    ["yyyyyy u yy", "002018 2018 18"],
    ["[yyyy[-MM]]", "2018-02"],
    ["''yyyy''", "'2018'"],
    ["'T''T'", "T'T"],
    ["yyyy-MM-dd", "2018-02-06"],
  ])("%s is %s", (pattern, expected) => {
    expect(time.nowFormatted(pattern)).toBe(expected);
  });

  test.each([
    // Weeks begin on Sunday, and the one with the first of January is the first.
    ["2018-12-30T00:00:00Z", "YYYY w", "2019 1"],
    ["2018-12-29T00:00:00Z", "YYYY w", "2018 52"],
    ["2016-01-01T00:00:00Z", "YYYY w", "2016 1"],
    ["2017-01-01T00:00:00Z", "YYYY w", "2017 1"],
    ["2018-01-01T00:00:00Z", "hh a", "12 AM"],
    ["2018-01-01T12:00:00Z", "h a k", "12 PM 12"],
    ["2018-01-01T00:30:00Z", "k K", "24 0"],
  ])("%s by %s is %s", (instant, pattern, expected) => {
    expect(time.epochMilliSecondsToFormatted(at(instant), pattern)).toBe(expected);
  });

  test.each([
    ["GMT+2", "HH VV", "21 GMT+2"],
    ["-07:00:30", "XXXXX xxxx", "-07:00:30 -070030"],
    ["+5", "XXX O", "+05:00 GMT+5"],
    ["Z", "X VV z", "Z Z Z"],
    ["America/St_Johns", "Z ZZZZ ZZZZZ", "-0330 GMT-03:30 -03:30"],
  ])("in %s by %s is %s", (zone, pattern, expected) => {
    expect(time.nowFormatted(pattern, zone)).toBe(expected);
  });

  test.each([
    ["b", /Unknown pattern letter/],
    ["ddd", /Too many pattern letters/],
    ["'open", /incomplete string literal/],
    ["yyyy]", /without previous/],
    ["{", /reserved/],
    ["pp-", /Pad letter/],
  ])("by %s is refused", (pattern, words) => {
    expect(() => time.nowFormatted(pattern)).toThrow(words);
  });

  test.each(["Nowhere/Land", "+25:00", "+1:00"])("in %s is refused", (zone) => {
    expect(() => time.nowFormatted("HH", zone)).toThrow(RangeError);
  });
});

describe("parsing", () => {
  const parse = time.parseFormattedToEpochMilliSeconds;
  test.each([
    ["20180206190135758", "yyyyMMddHHmmssSSS", "UTC", "2018-02-06T19:01:35.758Z"],
    ["12018-02-06 19", "yyyyy-MM-dd HH", "UTC", "+012018-02-06T19:00:00.000Z"],
    ["Tuesday, February 6, 2018 7:01 PM", "EEEE, MMMM d, yyyy h:mm a", "UTC", "2018-02-06T19:01:00.000Z"],
    ["2018-037 24:01", "yyyy-DDD kk:mm", "UTC", "2018-02-06T00:01:00.000Z"],
    ["18-2-6 1", "yy-M-d H", "+01:00", "2018-02-06T00:00:00.000Z"],
    // What the calendar does not have is its last day, where the number could be one.
    ["2018-02-31 00:00", "yyyy-MM-dd HH:mm", "UTC", "2018-02-28T00:00:00.000Z"],
    ["2018-07-01 12:00 America/New_York", "yyyy-MM-dd HH:mm VV", undefined, "2018-07-01T16:00:00.000Z"],
    ["2018-07-01T12:00", "yyyy-MM-dd'T'HH:mm[XXX]", "UTC", "2018-07-01T12:00:00.000Z"],
    ["2018-07-01T12:00+02:00", "yyyy-MM-dd'T'HH:mm[XXX]", "UTC", "2018-07-01T10:00:00.000Z"],
    ["2018-07-01 12:00 GMT+2", "yyyy-MM-dd HH:mm O", undefined, "2018-07-01T10:00:00.000Z"],
    ["100-01-01 00 BC", "y-MM-dd HH G", "UTC", "-000099-01-01T00:00:00.000Z"],
  ])("%s by %s", (text, pattern, zone, expected) => {
    expect(new Date(parse(text, pattern, zone)).toISOString()).toBe(expected);
  });

  test.each([
    ["2018-02-06", "yyyy-MM-dd", "UTC", /hour is missing/],
    ["19:01", "HH:mm", "UTC", /year/],
    ["2018-02-06 19:01", "yyyy-MM-dd HH:mm", undefined, /zone/],
    ["2018-13-06 19:01", "yyyy-MM-dd HH:mm", "UTC", /Invalid value for M: 13/],
    ["2018-02-06 19:01 more", "yyyy-MM-dd HH:mm", "UTC", /unparsed text found at index 16/],
    ["2018/02/06", "yyyy-MM-dd", "UTC", /at index 4/],
    ["2018-Feb-06", "yyyy-MMMM-dd", "UTC", /at index 5/],
  ])("%s by %s is refused", (text, pattern, zone, words) => {
    expect(() => parse(text, pattern, zone)).toThrow(words);
  });

  test.each(["2018-02-01", "2018-02-01T17:21:05", "yesterday", "2018-02-30T25:00:00Z"])(
    "%s is no instant",
    (text) => {
      expect(() => at(text)).toThrow(/Unable to parse/);
    },
  );
});
