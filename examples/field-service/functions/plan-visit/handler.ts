import type { Handler } from "../../infra/functions/plan-visit.gen.ts";

export const handler: Handler = async ({ after: visit }, { db }) => {
  if (visit === null) return;
  const job = await db.Job.get({ id: visit.jobId });
  if (job?.status === "requested") {
    await db.Job.update({ id: job.id, expectedVersion: job.version, status: "scheduled" });
  }
  // A change may be delivered twice: the link has the visit's id, so the second time it is there.
  if ((await db.TrackingLink.get({ id: visit.id })) !== null) return;
  await db.TrackingLink.create({ id: visit.id, visitId: visit.id, expiresAt: visit.endsAt });
};
