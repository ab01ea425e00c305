import { lambdaCredentials } from "../lambda/credentials.ts";
import { environmentVariable } from "../lambda/environment.ts";
import { createFilesHandler } from "./files/create-files-handler.ts";

/** Signs the URLs by which files are uploaded and downloaded. */
export const handler = createFilesHandler({
  bucket: environmentVariable("PLINTH_FILES_BUCKET"),
  credentials: lambdaCredentials,
  now: () => new Date(),
});
