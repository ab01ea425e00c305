import { oneOf } from "plinth";

export const Priority = oneOf("low", "high");
