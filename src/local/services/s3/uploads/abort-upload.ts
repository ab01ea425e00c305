import type { S3 } from "../service-parts.ts";

/** Ends an upload and lets go of its parts. */
export function abortUpload({ state }: Pick<S3, "state">, id: string): void {
  state.change((uses) => {
    for (const { segments } of state.uploads.parts(id)) uses.drop(segments);
    state.uploads.remove(id);
  });
}
