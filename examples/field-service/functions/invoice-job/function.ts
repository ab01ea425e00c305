import { decimal, id, integer, money, mutation, object, text } from "plinth";

export default mutation({
  description: "Writes the invoice of a job that is done, with its lines. There is one invoice a job.",
  input: {
    jobId: id(),
    daysToPay: integer().min(0).max(120).default(30),
    lines: object({
      description: text().min(1).max(300),
      quantity: decimal().min(0),
      unitPrice: money(),
      taxRateId: id(),
    }).list({ min: 1, max: 50 }),
  },
  returns: "Invoice",
  access: ["owner", "dispatcher"],
});
