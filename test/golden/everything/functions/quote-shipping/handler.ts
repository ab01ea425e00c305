import type { Handler } from "../../infra/functions/quote-shipping.gen.ts";

export const handler: Handler = ({ to, weights }) => {
  const north = (to.location?.latitude ?? 0) > 50;
  const price = weights.reduce((sum, weight) => sum + Math.round(weight * 100), north ? 500 : 0);
  return { price, carriers: ["post"], from: { street: "Main Street 1", zip: "8000", location: null } };
};
