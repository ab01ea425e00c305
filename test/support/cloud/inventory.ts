import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** Rows as JSON, by table and key; files of the blob folder by path. */
export type Inventory = ReadonlyMap<string, string>;

/**
 * All that a cloud over a state folder keeps, read past every API: what an API would not tell is seen too.
 *
 * @param stateFolder of a cloud that may be running
 */
export function inventory(stateFolder: string): Inventory {
  const copy = mkdtempSync(join(tmpdir(), "plinth-inventory-"));
  // A running cloud lets nobody else open its file.
  for (const name of ["state.sqlite", "state.sqlite-wal"]) {
    if (existsSync(join(stateFolder, name))) copyFileSync(join(stateFolder, name), join(copy, name));
  }
  const database = new DatabaseSync(join(copy, "state.sqlite"));
  const found = new Map<string, string>();
  const tables = database
    // Where the cloud was reached is nothing that anybody made in it.
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'kernel.ports'")
    .all();
  for (const { name } of tables) {
    const keys = database
      .prepare("SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk")
      .all(name as string)
      .map((column) => column["name"] as string);
    for (const row of database.prepare(`SELECT * FROM "${name}"`).all()) {
      const key = keys.map((column) => String(row[column])).join(" ");
      found.set(`${name} ${key}`, JSON.stringify(row, plainBytes));
    }
  }
  database.close();
  rmSync(copy, { recursive: true });
  const blobs = join(stateFolder, "blobs");
  for (const entry of readdirSync(blobs, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name).slice(blobs.length + 1);
    if (entry.isFile()) found.set(`blobs ${path}`, path);
  }
  return found;
}

/**
 * Names what is only there afterwards, is gone, or is another.
 *
 * @param ignored what may differ, by the beginning of its name
 * @param restless what changes by itself, by the beginning of its name: only that it is there counts
 */
export function differences(
  before: Inventory,
  after: Inventory,
  ignored: readonly string[],
  restless: readonly string[] = [],
): string[] {
  const begins = (name: string, starts: readonly string[]) => starts.some((start) => name.startsWith(start));
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((name) => !begins(name, ignored))
    .flatMap((name) => {
      if (!after.has(name)) return [`gone: ${name}`];
      if (!before.has(name)) return [`new: ${name}`];
      const same = lasting(before.get(name)) === lasting(after.get(name)) || begins(name, restless);
      return same ? [] : [`changed: ${name}`];
    })
    .sort();
}

/** Without the marks that every change leaves, one that was taken back too. */
function lasting(row: string | undefined): string | undefined {
  return row?.replace(/\\"(modifiedAt|revisionId)\\":(\d+|\\"[0-9a-f-]+\\")/g, "");
}

function plainBytes(_name: string, value: unknown): unknown {
  return value instanceof Uint8Array ? Buffer.from(value).toString("base64") : value;
}
