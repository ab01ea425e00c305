import { isIP } from "node:net";

/** How one of AppSync's scalars treats values on the wire. */
export interface ScalarRule {
  /** May this stand in JSON, in a request or a response? */
  readonly valid: (wire: unknown) => boolean;
  /** Wire to resolver. */
  readonly input: (wire: unknown) => unknown;
  /** Resolver to wire. */
  readonly output: (value: unknown) => unknown;
}

const same = (value: unknown): unknown => value;

const text = (test: (value: string) => boolean): ScalarRule => ({
  valid: (value) => typeof value === "string" && test(value),
  input: same,
  output: same,
});

const offset = "(?:Z|[+-]\\d{2}:\\d{2}(?::\\d{2})?)";
const time = "(?:[01]\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d(?:\\.\\d{1,9})?)?";
const day = "\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])";
const matches = (pattern: string) => {
  const regex = new RegExp(`^${pattern}$`);
  return (value: string) => regex.test(value);
};

/** Stricter than AppSync where its documents leave doubt: an AWSDateTime must have an offset. */
export const scalarRules: Readonly<Record<string, ScalarRule>> = {
  AWSDate: text((value) => matches(`${day}${offset}?`)(value) && existsInCalendar(value)),
  AWSTime: text(matches(`${time}${offset}?`)),
  AWSDateTime: text((value) => matches(`${day}T${time}${offset}`)(value) && existsInCalendar(value)),
  AWSTimestamp: { valid: (value) => Number.isSafeInteger(value), input: same, output: same },
  AWSEmail: text(matches("[^@\\s]+@[^@\\s]+\\.[^@\\s]+")),
  AWSJSON: {
    valid: (value) => typeof value === "string" && isJson(value),
    input: (value) => JSON.parse(String(value)) as unknown,
    output: (value) => JSON.stringify(value),
  },
  AWSPhone: text(matches("\\+?[0-9][0-9 ()-]{4,20}")),
  AWSURL: text((value) => URL.canParse(value) && !new URL(value).pathname.includes("//")),
  AWSIPAddress: text(isAddress),
};

/** IPv4 or IPv6, alone or as a range in CIDR notation. */
function isAddress(value: string): boolean {
  const [address = "", prefix, ...more] = value.split("/");
  const version = isIP(address);
  if (version === 0 || more.length > 0) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (version === 4 ? 32 : 128));
}

function existsInCalendar(value: string): boolean {
  const day = Number(value.slice(8, 10));
  // The pattern has made sure that there is no day after the 31st.
  if (day <= 28) return true;
  const days = new Date(Date.UTC(Number(value.slice(0, 4)), Number(value.slice(5, 7)), 0)).getUTCDate();
  return day <= days;
}

function isJson(value: string): boolean {
  try {
    JSON.parse(value);
    return true;
  } catch {
    return false;
  }
}
