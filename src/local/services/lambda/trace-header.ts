import type { ServiceContext } from "../../kernel/service.ts";

/**
 * The X-Ray header of an invocation: the caller's, or a new trace.
 * https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
 */
export function traceHeader(
  given: string | undefined,
  sampled: boolean,
  { clock, ids }: ServiceContext,
): string {
  const root =
    /Root=([^;]+)/.exec(given ?? "")?.[1] ??
    `1-${Math.floor(clock.now() / 1000)
      .toString(16)
      .padStart(8, "0")}-${ids.hex(24)}`;
  const decided = /Sampled=([01])/.exec(given ?? "")?.[1];
  return `Root=${root};Parent=${ids.hex(16)};Sampled=${decided ?? (sampled ? "1" : "0")}`;
}
