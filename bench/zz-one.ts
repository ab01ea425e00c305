import { mkdtempSync } from "node:fs";
import { localFanOut } from "./local-fan-out.ts";
import { localGraphql } from "./local-graphql.ts";
import { measure } from "./measure.ts";
import { renderTable } from "./table.ts";

const f = () => mkdtempSync("/tmp/zzb-");
if (process.argv[2] !== "fan") console.log(await localGraphql.report(f()));
if (process.argv[2] !== "gql")
  console.log(
    renderTable(
      localFanOut.title,
      localFanOut.rounds,
      await measure(await localFanOut.prepare(f()), localFanOut.rounds),
    ),
  );
process.exit();
