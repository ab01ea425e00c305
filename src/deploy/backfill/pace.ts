import { setTimeout as delay } from "node:timers/promises";
import { isThrottled } from "../../aws/dynamodb/is-throttled.ts";

/** New tables on demand take 4,000 writes a second; a back-fill leaves most of that to the people at work. */
const usualFirst = 500;
const slowest = 10;
/** Seconds without throttling after which the pace has doubled. */
const doubling = 10;

export interface PaceOptions {
  /** Writes a second to begin with. Left out: 500. */
  readonly first?: number;
  /** Writes a second at most. */
  readonly most: number;
  readonly signal: AbortSignal;
}

/**
 * Spaces writes out: starts slowly, goes faster as long as the table keeps up, and goes at half the pace whenever it asks
 * for less.
 */
export class Pace {
  #perSecond: number;
  #next = 0;
  #halvedAt = Number.NEGATIVE_INFINITY;
  readonly #options: PaceOptions;

  constructor(options: PaceOptions) {
    this.#options = options;
    this.#perSecond = Math.min(options.first ?? usualFirst, options.most);
  }

  /** Writes a second at the moment. */
  get perSecond(): number {
    return this.#perSecond;
  }

  /**
   * Does a write when its turn has come, again and again where the table asks for less.
   *
   * @throws what the write throws otherwise; the signal's reason
   */
  async write<T>(work: () => Promise<T>): Promise<T> {
    for (;;) {
      await this.#turn();
      try {
        const result = await work();
        this.#perSecond = Math.min(
          this.#options.most,
          this.#perSecond * 2 ** (1 / (this.#perSecond * doubling)),
        );
        return result;
      } catch (error) {
        if (!isThrottled(error)) throw error;
        this.#halve();
      }
    }
  }

  async #turn(): Promise<void> {
    this.#options.signal.throwIfAborted();
    const now = performance.now();
    const at = Math.max(now, this.#next);
    this.#next = at + 1000 / this.#perSecond;
    // Timers are no finer than a millisecond: several writes share one.
    if (at - now >= 1) await delay(at - now, undefined, { signal: this.#options.signal });
  }

  /** Once a second at most: many writes are refused at the same moment. */
  #halve(): void {
    const now = performance.now();
    if (now - this.#halvedAt < 1000) return;
    this.#halvedAt = now;
    this.#perSecond = Math.max(slowest, this.#perSecond / 2);
    this.#next = Math.max(this.#next, now + 200);
  }
}
