import { WireError } from "../../kernel/wire-error.ts";

export const invalidRequest = (message: string) => new WireError("InvalidRequestException", message);
