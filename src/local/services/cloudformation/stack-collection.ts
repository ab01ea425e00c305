import type { Store } from "../../kernel/store.ts";
import type { Stack, StackResource } from "./state.ts";

/** Stacks by their id. */
export interface StackCollection {
  get(id: string): Stack | undefined;
  put(id: string, stack: Stack): void;
  /** Every stack, deleted ones too, as they were last written: without the resources noted since. */
  list(): { key: string; value: Stack }[];
  /**
   * Notes one resource of a stack, durably, without writing the stack again: a stack of n resources that was written
   * after each of them would be written n times, each time with all of them.
   */
  putResource(id: string, resource: StackResource): void;
  /** Notes in the same way that a resource has left the stack. */
  dropResource(id: string, logicalId: string): void;
}

/**
 * Keeps stacks, and beside them the resources that an operation under way has noted. Reading puts the two together;
 * writing the stack makes the notes part of it.
 */
export function stackCollection(store: Store): StackCollection {
  const stacks = store.collection<Stack>("cloudformation.stacks");
  /** Null: it has left the stack. */
  const notes = store.collection<StackResource | null>("cloudformation.noted-resources");
  const noted = (id: string) => notes.list({ prefix: `${id}#` });
  return {
    get(id) {
      const stack = stacks.get(id);
      const news = stack === undefined ? [] : noted(id);
      if (stack === undefined || news.length === 0) return stack;
      const resources = { ...stack.resources };
      for (const { key, value } of news) {
        if (value === null) delete resources[key.slice(id.length + 1)];
        else resources[value.logicalId] = value;
      }
      return { ...stack, resources };
    },
    put(id, stack) {
      store.transaction(() => {
        stacks.put(id, stack);
        for (const { key } of noted(id)) notes.delete(key);
      });
    },
    list: () => stacks.list(),
    putResource: (id, resource) => notes.put(`${id}#${resource.logicalId}`, resource),
    dropResource: (id, logicalId) => notes.put(`${id}#${logicalId}`, null),
  };
}
