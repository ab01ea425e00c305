import type { DatabaseSync } from "node:sqlite";

export interface Group {
  readonly id: number;
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** Null: for ever. */
  readonly retentionDays: number | null;
  readonly class: string;
  readonly kmsKeyId: string | null;
  readonly tags: Readonly<Record<string, string>>;
}

export interface GroupTable {
  find(name: string): Group | null;
  insert(group: Omit<Group, "id">): void;
  update(group: Group): void;
  delete(id: number): void;
  /** By name. */
  list(options: { readonly prefix: string; readonly after: string; readonly limit: number }): Group[];
}

export function groupTable(database: DatabaseSync): GroupTable {
  database.exec(`CREATE TABLE IF NOT EXISTS logs_groups (
    id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, created_at INTEGER NOT NULL, retention_days INTEGER,
    class TEXT NOT NULL, kms_key_id TEXT, tags TEXT NOT NULL)`);
  const find = database.prepare("SELECT * FROM logs_groups WHERE name = ?");
  const insert = database.prepare(
    "INSERT INTO logs_groups (name, created_at, retention_days, class, kms_key_id, tags) VALUES (?, ?, ?, ?, ?, ?)",
  );
  const update = database.prepare("UPDATE logs_groups SET retention_days = ?, tags = ? WHERE id = ?");
  const remove = database.prepare("DELETE FROM logs_groups WHERE id = ?");
  const list = database.prepare(
    "SELECT * FROM logs_groups WHERE name >= ? AND name < ? AND name > ? ORDER BY name LIMIT ?",
  );
  return {
    find(name) {
      const row = find.get(name);
      return row === undefined ? null : groupOf(row);
    },
    insert(group) {
      const { name, createdAt, retentionDays, kmsKeyId } = group;
      insert.run(name, createdAt, retentionDays, group.class, kmsKeyId, JSON.stringify(group.tags));
    },
    update: (group) => update.run(group.retentionDays, JSON.stringify(group.tags), group.id),
    delete: (id) => remove.run(id),
    // U+10FFFF ends every prefix range: no name contains it.
    list: ({ prefix, after, limit }) => list.all(prefix, `${prefix}\u{10ffff}`, after, limit).map(groupOf),
  };
}

function groupOf(row: Record<string, unknown>): Group {
  return {
    id: row["id"] as number,
    name: row["name"] as string,
    createdAt: row["created_at"] as number,
    retentionDays: row["retention_days"] as number | null,
    class: row["class"] as string,
    kmsKeyId: row["kms_key_id"] as string | null,
    tags: JSON.parse(row["tags"] as string),
  };
}
