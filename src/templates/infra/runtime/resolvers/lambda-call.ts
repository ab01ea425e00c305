import { type Context, util } from "@aws-appsync/utils";

/** What a refusing Lambda answers. */
interface Refusal {
  readonly type: string;
  readonly message: string;
  readonly info?: unknown;
}

/** What a Lambda behind a field is given: see "What AppSync sends" in runtime/lambda/README.md. */
export function eventOf(ctx: Context) {
  return {
    arguments: ctx.args,
    identity: ctx.identity,
    source: ctx.source ?? null,
    request: { headers: ctx.request.headers },
    info: { fieldName: ctx.info.fieldName, parentTypeName: ctx.info.parentTypeName },
  };
}

/** Its data, or the error it means. What went wrong inside a Lambda stays in its log. */
export function answerOf(ctx: Context): unknown {
  if (ctx.error) return util.error("Something went wrong inside. Try again later.", "InternalError");
  const answer = ctx.result as { readonly data?: unknown; readonly error?: Refusal | null } | null;
  const refusal = answer?.error;
  if (refusal) return util.error(refusal.message, refusal.type, null, refusal.info ?? null);
  return answer?.data ?? null;
}
