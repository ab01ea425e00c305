import type { ServiceContext } from "../../kernel/service.ts";
import type { Configuration, FunctionRecord } from "./state.ts";

/**
 * Publishes what `$LATEST` is now. Where nothing has changed since the last version, that version is the answer, as on AWS.
 *
 * @param description null: the function's own
 */
export function publish(
  record: FunctionRecord,
  description: string | null,
  context: ServiceContext,
): { readonly record: FunctionRecord; readonly configuration: Configuration } {
  const last = record.versions[String(record.lastVersion)];
  if (last !== undefined && sameBut(last, record.latest)) return { record, configuration: last };
  const number = record.lastVersion + 1;
  const configuration: Configuration = {
    ...record.latest,
    version: String(number),
    description: description ?? record.latest.description,
    revisionId: context.ids.uuid(),
  };
  return {
    configuration,
    record: {
      ...record,
      lastVersion: number,
      versions: { ...record.versions, [configuration.version]: configuration },
    },
  };
}

/** The same code and the same settings. */
function sameBut(version: Configuration, latest: Configuration): boolean {
  const comparable = ({
    version: _version,
    description: _description,
    revisionId: _revision,
    modifiedAt: _at,
    ...rest
  }: Configuration) => JSON.stringify(Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1)));
  return comparable(version) === comparable(latest);
}
