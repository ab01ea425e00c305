import type { Collection, Store } from "../../kernel/store.ts";
import type { Segment } from "./segment.ts";

export interface StoredSegment {
  /** As it was sent. */
  readonly document: string;
  readonly segment: Segment;
}

export interface XrayState {
  /** Key: trace id, `/`, segment id. Trace ids begin with their time, so keys are in order of time. */
  readonly segments: Collection<StoredSegment>;
}

export function xrayState(store: Store): XrayState {
  return { segments: store.collection("xray.segments") };
}
