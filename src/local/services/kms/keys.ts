import type { Access, Caller, ServiceContext } from "../../kernel/service.ts";
import { WireError } from "../../kernel/wire-error.ts";
import { disabled, noSuchAlias, noSuchKey, pendingDeletion } from "./errors.ts";
import type { Key, KmsState } from "./state.ts";

export type EncryptionContext = Readonly<Record<string, string>>;

/** What every operation needs. */
export interface Keys {
  readonly state: KmsState;
  readonly context: ServiceContext;
  keyArn(id: string): string;
  aliasArn(name: string): string;
  /**
   * By id, ARN, alias or an alias's ARN. `alias/aws/...` come into being when they are first asked for.
   *
   * @throws WireError NotFoundException
   */
  find(id: string | undefined): Key;
  /** @throws WireError where it may not be used */
  usable(id: string | undefined): Key;
  newKey(given: Partial<Key>): Key;
  access(action: string, id: string | undefined, caller: Caller, of?: EncryptionContext): Access[];
}

export function openKeys(state: KmsState, context: ServiceContext): Keys {
  const prefix = `arn:aws:kms:${context.region}:${context.accountId}:`;
  const keyArn = (id: string) => `${prefix}key/${id}`;
  const aliasArn = (name: string) => `${prefix}${name}`;

  function newKey(given: Partial<Key>): Key {
    const key: Key = {
      id: context.ids.uuid(),
      description: "",
      state: "Enabled",
      manager: "CUSTOMER",
      multiRegion: false,
      material: context.ids.bytes(32).toString("base64"),
      policy: defaultPolicy(context.accountId),
      rotationDays: null,
      tags: {},
      createdAt: context.clock.now(),
      goneAt: null,
      ...given,
    };
    state.keys.put(key.id, key);
    return key;
  }

  function ofAws(name: string): Key {
    const service = name.slice("alias/aws/".length);
    return context.store.transaction(() => {
      const description = `Default key that protects my ${service} data when no other key is defined`;
      const key = newKey({ manager: "AWS", description, rotationDays: 365 });
      const now = context.clock.now();
      state.aliases.put(name, { name, keyId: key.id, createdAt: now, changedAt: now });
      return key;
    });
  }

  function find(reference = ""): Key {
    const name = reference.startsWith("arn:") ? (reference.split(":")[5] ?? "") : reference;
    if (name.startsWith("alias/")) {
      const alias = state.aliases.get(name);
      if (alias !== undefined) return find(alias.keyId);
      if (/^alias\/aws\/[a-z0-9]+$/.test(name)) return ofAws(name);
      throw noSuchAlias(aliasArn(name));
    }
    const id = name.replace(/^key\//, "");
    const key = state.keys.get(id);
    if (key?.goneAt != null && key.goneAt <= context.clock.now()) {
      forget(key);
      throw noSuchKey(keyArn(id));
    }
    if (key === undefined) throw noSuchKey(keyArn(id));
    return key;
  }

  function forget(key: Key): void {
    context.store.transaction(() => {
      for (const { key: name, value } of state.aliases.list()) {
        if (value.keyId === key.id) state.aliases.delete(name);
      }
      state.keys.delete(key.id);
    });
  }

  return {
    state,
    context,
    keyArn,
    aliasArn,
    find,
    newKey,
    usable(id) {
      const key = find(id);
      if (key.state === "Disabled") throw disabled(keyArn(key.id));
      if (key.state === "PendingDeletion") throw pendingDeletion(keyArn(key.id));
      return key;
    },
    access(action, id, caller, of = {}) {
      const key = known(id);
      const pairs = Object.entries(of).map(([name, value]) => [`kms:EncryptionContext:${name}`, value]);
      const conditions = {
        ...(Object.fromEntries(pairs) as Record<string, string>),
        ...(pairs.length > 0 && { "kms:EncryptionContextKeys": Object.keys(of) }),
        "kms:CallerAccount": caller.accountId,
      };
      const resource = key === null ? (id ?? "*") : keyArn(key.id);
      return [{ action, resource, conditions, resourcePolicy: key?.policy ?? null }];
    },
  };

  /** For the check of access: a key that is not there is said not to be afterwards. */
  function known(id: string | undefined): Key | null {
    try {
      return find(id);
    } catch (error) {
      if (error instanceof WireError) return null;
      throw error;
    }
  }
}

/** https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html */
function defaultPolicy(accountId: string): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Id: "key-default-1",
    Statement: [
      {
        Sid: "Enable IAM User Permissions",
        Effect: "Allow",
        Principal: { AWS: `arn:aws:iam::${accountId}:root` },
        Action: "kms:*",
        Resource: "*",
      },
    ],
  });
}
