import type { Operation } from "../../../kernel/service.ts";
import type { Engine } from "../engine.ts";
import { type Bearer, readOpenIdToken } from "../tokens/open-id-token.ts";

/** For STS inside this process: whom a token stands for. In no wire model, so no request can mean it. */
export const verifyOpenIdToken = (engine: Engine): Operation<{ readonly Token: string }, Bearer> => ({
  access: "anonymous",
  handle: (input) => readOpenIdToken(engine, input.Token),
});
