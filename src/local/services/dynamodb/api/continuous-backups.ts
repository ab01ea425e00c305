import type {
  ContinuousBackupsDescription,
  DescribeContinuousBackupsInput,
  DescribeContinuousBackupsOutput,
  UpdateContinuousBackupsInput,
  UpdateContinuousBackupsOutput,
} from "@aws-sdk/client-dynamodb";
import type { Operation } from "../../../kernel/service.ts";
import { tableAccess } from "../access.ts";
import type { Engine } from "../engine.ts";
import { tableNotFoundException, validation } from "../errors.ts";
import { checkConstraints } from "../items/constraints.ts";
import { tableName } from "../items/find-table.ts";
import type { Table } from "../tables/table.ts";

const day = 24 * 60 * 60 * 1000;
const mostDays = 35;

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateContinuousBackups.html */
export const updateContinuousBackups = (
  engine: Engine,
): Operation<UpdateContinuousBackupsInput, UpdateContinuousBackupsOutput> => ({
  access: (input) => [tableAccess(engine, "UpdateContinuousBackups", input.TableName)],

  handle(input) {
    const table = requireBackedUp(engine, input.TableName);
    const { PointInTimeRecoveryEnabled: enabled, RecoveryPeriodInDays: days } =
      input.PointInTimeRecoverySpecification ?? {};
    if (days !== undefined && (days < 1 || days > mostDays)) {
      throw validation(`RecoveryPeriodInDays must be between 1 and ${mostDays}`);
    }
    const recovery = enabled
      ? {
          since: table.recovery?.since ?? engine.context.clock.now(),
          days: days ?? table.recovery?.days ?? mostDays,
        }
      : null;
    const changed = { ...table, recovery };
    engine.state.change(changed);
    return { ContinuousBackupsDescription: describe(engine, changed) };
  },
});

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeContinuousBackups.html */
export const describeContinuousBackups = (
  engine: Engine,
): Operation<DescribeContinuousBackupsInput, DescribeContinuousBackupsOutput> => ({
  access: (input) => [tableAccess(engine, "DescribeContinuousBackups", input.TableName)],

  handle: (input) => ({
    ContinuousBackupsDescription: describe(engine, requireBackedUp(engine, input.TableName)),
  }),
});

/** These operations have an exception of their own for tables that do not exist. */
function requireBackedUp({ state }: Engine, nameOrArn: string | undefined): Table {
  checkConstraints({ TableName: nameOrArn });
  const name = tableName(nameOrArn ?? "");
  const found = state.find(name);
  if (found === undefined) throw tableNotFoundException(name);
  return found.table;
}

function describe({ context }: Engine, { recovery }: Table): ContinuousBackupsDescription {
  const now = context.clock.now();
  return {
    ContinuousBackupsStatus: "ENABLED",
    PointInTimeRecoveryDescription:
      recovery === null
        ? { PointInTimeRecoveryStatus: "DISABLED" }
        : {
            PointInTimeRecoveryStatus: "ENABLED",
            RecoveryPeriodInDays: recovery.days,
            EarliestRestorableDateTime: new Date(Math.max(recovery.since, now - recovery.days * day)),
            LatestRestorableDateTime: new Date(now),
          },
  };
}
