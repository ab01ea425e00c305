import type { Store } from "../../kernel/store.ts";
import type { Snapshot, Stack, StackResource } from "./state.ts";

/** Stacks by their id. */
export interface StackCollection {
  get(id: string): Stack | undefined;
  put(id: string, stack: Stack): void;
  /** Every stack, deleted ones too, as they were last written: without the resources noted since. */
  list(): { key: string; value: StackRecord }[];
  /**
   * Notes one resource of a stack, durably, without writing the stack again: a stack of n resources that was written
   * after each of them would be written n times, each time with all of them.
   */
  putResource(id: string, resource: StackResource): void;
  /** Notes in the same way that a resource has left the stack. */
  dropResource(id: string, logicalId: string): void;
}

/** What changes with every status. The rest is large, and stays the same throughout an operation. */
export type StackRecord = Omit<Stack, "template" | "lastGood">;

/**
 * Keeps stacks, each in parts: what changes often, its template, what it may go back to, and the resources that an
 * operation under way has noted. Reading puts them together; writing writes what has changed, and makes the notes part of
 * the stack.
 */
export function stackCollection(store: Store): StackCollection {
  const stacks = store.collection<StackRecord>("cloudformation.stacks");
  const templates = store.collection<string>("cloudformation.templates");
  const snapshots = store.collection<Snapshot>("cloudformation.snapshots");
  /** Null: it has left the stack. */
  const notes = store.collection<StackResource | null>("cloudformation.noted-resources");
  const noted = (id: string) => notes.list({ prefix: `${id}#` });

  function putTemplate(id: string, template: string): void {
    if (templates.get(id) !== template) templates.put(id, template);
  }

  function putSnapshot(id: string, snapshot: Snapshot | null): void {
    if (snapshots.get(id)?.id === snapshot?.id) return;
    if (snapshot === null) snapshots.delete(id);
    else snapshots.put(id, snapshot);
  }

  return {
    get(id) {
      const record = stacks.get(id);
      if (record === undefined) return undefined;
      const parts = { template: templates.get(id) ?? "", lastGood: snapshots.get(id) ?? null };
      // A state of an earlier version has them in the record itself.
      const stack = { ...parts, ...record };
      const news = noted(id);
      if (news.length === 0) return stack;
      const resources = { ...stack.resources };
      for (const { key, value } of news) {
        if (value === null) delete resources[key.slice(id.length + 1)];
        else resources[value.logicalId] = value;
      }
      return { ...stack, resources };
    },
    put(id, { template, lastGood, ...record }) {
      store.transaction(() => {
        stacks.put(id, record);
        putTemplate(id, template);
        putSnapshot(id, lastGood);
        for (const { key } of noted(id)) notes.delete(key);
      });
    },
    list: () => stacks.list(),
    putResource: (id, resource) => notes.put(`${id}#${resource.logicalId}`, resource),
    dropResource: (id, logicalId) => notes.put(`${id}#${logicalId}`, null),
  };
}
