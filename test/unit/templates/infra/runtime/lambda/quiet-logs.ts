import { afterEach, beforeEach, vi } from "vitest";

/** Keeps what Lambdas log out of the test's output. */
export function quietLogs(): void {
  const write = process.stdout.write.bind(process.stdout);
  beforeEach(() => {
    vi.spyOn(process.stdout, "write").mockImplementation((chunk) =>
      String(chunk).startsWith('{"level":') ? true : write(chunk),
    );
  });
  afterEach(() => vi.restoreAllMocks());
}
