import { model, text } from "plinth";

export const Customer = (
  model(({
    name: text().max(200),
  } as const) satisfies Record<string, unknown>)
).softDelete({ keepDays: 30 }) satisfies object;
