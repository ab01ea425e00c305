import type { Handler } from "../../infra/functions/scan-upload.gen.ts";

export const handler: Handler = async (file, { db, log }) => {
  const content = await (await file.open()).text();
  const customer = await db.Customer.get({ byEmail: content.trim() });
  log.info("Scanned", { key: file.key, found: customer?.address?.location?.latitude ?? null });
};
