import { isMap } from "../runtime/plain.ts";
import { answer, type DataSource } from "./data-source.ts";

/** A NONE data source: gives the request's payload back. */
export const none: DataSource = {
  async execute(request) {
    return answer(isMap(request) ? request["payload"] : null);
  },
};
