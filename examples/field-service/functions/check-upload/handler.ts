import type { Handler } from "../../infra/functions/check-upload.gen.ts";

const welcome = /^(image\/|application\/pdf$)/;

export const handler: Handler = async (upload, { log }) => {
  const file = await upload.open();
  await file.body?.cancel();
  const contentType = file.headers.get("content-type") ?? "";
  if (!welcome.test(contentType)) {
    log.warn("Neither a picture nor a document", { key: upload.key, contentType, size: upload.size });
  }
};
