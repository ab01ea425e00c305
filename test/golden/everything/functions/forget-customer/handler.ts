import type { Handler } from "../../infra/functions/forget-customer.gen.ts";

export const handler: Handler = async ({ customerId }, { db, user }) => {
  const { createdBy } = await db.Customer.delete({ id: customerId });
  if (createdBy === user?.id) await db.graphql("mutation { __typename }");
};
