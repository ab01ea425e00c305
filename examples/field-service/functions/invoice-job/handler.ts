import type { Handler } from "../../infra/functions/invoice-job.gen.ts";
import { FunctionError } from "../../infra/runtime/lambda/function-error.ts";

const dayMs = 86_400_000;

export const handler: Handler = async ({ jobId, daysToPay, lines }, { db }) => {
  const job = await db.Job.get({ id: jobId });
  if (job === null) throw new FunctionError("NotFound", "There is no such job.");
  if (job.status !== "done")
    throw new FunctionError("JobNotDone", "Only a job that is done can be invoiced.");
  // The number comes from the job's and is unique: of two calls for one job, the second is told AlreadyExists.
  const invoice = await db.Invoice.create({
    number: `R-${job.number}`,
    dueOn: new Date(Date.now() + daysToPay * dayMs).toISOString().slice(0, 10),
    total: lines.reduce((sum, { quantity, unitPrice }) => sum + Math.round(quantity * unitPrice), 0),
    customerId: job.customerId,
    jobId,
  });
  await Promise.all(lines.map((line) => db.InvoiceLine.create({ ...line, invoiceId: invoice.id })));
  return invoice;
};
