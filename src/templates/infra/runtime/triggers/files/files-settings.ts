import type { Credentials } from "../../lambda/credentials.ts";

export interface FilesSettings {
  readonly bucket: string;
  readonly credentials: () => Credentials;
  readonly now: () => Date;
}
