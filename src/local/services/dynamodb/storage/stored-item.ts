import { JsonText } from "../../../protocols/json-text.ts";
import type { Item } from "../values/attribute-value.ts";
import { readItem } from "../values/item-text.ts";

/** An item as it is kept: text, which is read where somebody looks into it. */
export class StoredItem {
  /** JSON as on the wire. */
  readonly text: string;
  /** Bytes, as DynamoDB counts them. */
  readonly size: number;
  #item: Item | null;

  /** @param item what the text says, where that is known */
  constructor(text: string, size: number, item: Item | null = null) {
    this.text = text;
    this.size = size;
    this.#item = item;
  }

  get item(): Item {
    this.#item ??= readItem(this.text);
    return this.#item;
  }

  /**
   * The item as an operation answers it.
   *
   * @param onWire to a client, who gets the text as it is kept; calls inside the process get the item
   */
  answer(onWire: boolean): Item {
    return onWire ? (new JsonText(this.text) as unknown as Item) : this.item;
  }
}
