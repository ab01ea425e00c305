/** Around every pipeline: hands the functions what they have to know, and gives back what the last one made. */
export function request(ctx) {
  ctx.stash.spec = spec;
  return {};
}

export function response(ctx) {
  return ctx.prev.result;
}
