import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { Item } from "../../data/record.ts";
import type { Image } from "./stream-event.ts";

/**
 * An item in plain JavaScript. Numbers are doubles, as AppSync reads them: left to itself, the SDK makes a bigint of a large
 * decimal, which JSON does not know.
 */
export function plainItem(image: Image): Item {
  return unmarshall(image, { wrapNumbers: Number }) as Item;
}
