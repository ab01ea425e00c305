import { own } from "../../kernel/own.ts";
import type { Access, ServiceContext } from "../../kernel/service.ts";
import { invalidParameter, markedForDeletion, noSuchSecret, tokenReused } from "./errors.ts";
import type { Secret, SecretsState, Version } from "./state.ts";

/** What every operation needs. */
export interface Secrets {
  readonly state: SecretsState;
  readonly context: ServiceContext;
  /**
   * By name, ARN, or ARN without its random end.
   *
   * @throws WireError ResourceNotFoundException
   */
  find(id: string | undefined): Secret;
  /** @throws WireError InvalidRequestException where it waits to be deleted */
  findAlive(id: string | undefined): Secret;
  newArn(name: string): string;
  access(action: string, id: string | undefined): Access[];
}

export function openSecrets(state: SecretsState, context: ServiceContext): Secrets {
  const prefix = `arn:aws:secretsmanager:${context.region}:${context.accountId}:secret:`;

  function search(id: string): Secret | undefined {
    if (!id.startsWith("arn:")) return state.secrets.get(id);
    const name = id.slice(prefix.length);
    const whole = state.secrets.get(name.replace(/-[A-Za-z0-9]{6}$/, ""));
    return whole?.arn === id ? whole : state.secrets.get(name);
  }

  function find(id = ""): Secret {
    const found = search(id);
    if (found === undefined) throw noSuchSecret();
    if (found.goneAt !== null && found.goneAt <= context.clock.now()) {
      state.secrets.delete(found.name);
      throw noSuchSecret();
    }
    return found;
  }

  return {
    state,
    context,
    find,
    findAlive(id) {
      const secret = find(id);
      if (secret.deletedAt !== null) throw markedForDeletion();
      return secret;
    },
    newArn: (name) => `${prefix}${name}-${context.ids.lower(6)}`,
    access(action, id = "") {
      const found = search(id);
      const resource = found?.arn ?? (id.startsWith("arn:") ? id : `${prefix}${id}-??????`);
      const tags = Object.entries(found?.tags ?? {}).map(([key, value]) => [
        `secretsmanager:ResourceTag/${key}`,
        value,
      ]);
      return [{ action, resource, conditions: Object.fromEntries(tags) as Record<string, string> }];
    },
  };
}

/**
 * A secret with one more value, that carries the given stages from now on. The current value becomes the previous one.
 *
 * @throws WireError ResourceExistsException where the version has another value
 */
export function withVersion(
  secret: Secret,
  id: string,
  value: Pick<Version, "text" | "binary">,
  stages: readonly string[],
  now: number,
): Secret {
  const existing = own(secret.versions, id);
  if (existing !== undefined) {
    if (existing.text === value.text && existing.binary === value.binary) return secret;
    throw tokenReused(id);
  }
  const version: Version = { ...value, stages: [], createdAt: now };
  const added = { ...secret, versions: { ...secret.versions, [id]: version }, changedAt: now };
  return stages.reduce((at, stage) => withStage(at, stage, id), added);
}

/** Moves a stage to a version; where it is AWSCURRENT, the one that had it becomes AWSPREVIOUS. */
export function withStage(secret: Secret, stage: string, id: string | null): Secret {
  const before = versionAt(secret, stage)?.[0];
  if (before === id) return secret;
  const moved = Object.entries(secret.versions).map(([each, version]) => {
    const stages = version.stages.filter((name) => name !== stage);
    return [each, { ...version, stages: each === id ? [...stages, stage] : stages }];
  });
  const result = { ...secret, versions: dropUnstaged(Object.fromEntries(moved), id) };
  return stage === "AWSCURRENT" && before !== undefined ? withStage(result, "AWSPREVIOUS", before) : result;
}

/** @returns id and version */
export function versionAt(secret: Secret, stage: string): [string, Version] | undefined {
  return Object.entries(secret.versions).find(([, { stages }]) => stages.includes(stage));
}

/** AWS keeps up to about a hundred versions, and those without a stage not for ever. */
function dropUnstaged(
  versions: Readonly<Record<string, Version>>,
  spare: string | null,
): Record<string, Version> {
  const entries = Object.entries(versions).sort(([, a], [, b]) => a.createdAt - b.createdAt);
  const surplus = Math.max(0, entries.length - 100);
  const old = new Set(
    entries
      .filter(([id, { stages }]) => stages.length === 0 && id !== spare)
      .slice(0, surplus)
      .map(([id]) => id),
  );
  return Object.fromEntries(entries.filter(([id]) => !old.has(id)));
}

const largest = 65_536;

/** @throws WireError InvalidParameterException */
export function readValue(
  text: string | undefined,
  binary: Uint8Array | undefined,
): Pick<Version, "text" | "binary"> {
  if (text !== undefined && binary !== undefined)
    throw invalidParameter(
      "You can't specify both a binary secret value and a string secret value in the same secret.",
    );
  if ((text === undefined ? (binary?.length ?? 0) : Buffer.byteLength(text)) > largest)
    throw invalidParameter("The secret value is longer than 65536 bytes.");
  return { text: text ?? null, binary: binary === undefined ? null : Buffer.from(binary).toString("base64") };
}
