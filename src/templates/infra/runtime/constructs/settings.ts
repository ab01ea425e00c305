import type { ModelSpec } from "../data/spec.ts";

/** What `infra/backend.gen.ts` says: the app, its models and its functions. */
export interface BackendSettings {
  readonly app: AppSettings;
  /** True where a model has a file field or a function waits for uploads. */
  readonly files: boolean;
  /** Sorted by name. */
  readonly models: readonly ModelSpec[];
  /** The values of enum fields, by `<Model>.<field>`. */
  readonly enums: Readonly<Record<string, readonly string[]>>;
  /** The number of the nested stack that holds a model's resolvers: never changes. */
  readonly modelStacks: Readonly<Record<string, number>>;
  /** Sorted by name. */
  readonly functions: readonly FunctionSettings[];
}

export interface AppSettings {
  readonly name: string;
  readonly region: string;
  /** The first is the default. */
  readonly stages: readonly StageSettings[];
  readonly signIn: SignInSettings;
  readonly budget: { readonly monthlyUsd: number; readonly email: string | null };
}

export interface StageSettings {
  readonly name: string;
  /** Protected stages cannot be deleted, and do not tell their schema. */
  readonly protected: boolean;
  /** 12 digits, or null: the account of the credentials that deploy. */
  readonly account: string | null;
  readonly logRetentionDays: number;
}

export interface SignInSettings {
  /** May anybody create a user, or only invited people? */
  readonly selfSignUp: boolean;
  readonly mfa: "off" | "optional" | "required";
  readonly passwordLength: number;
  readonly plan: "essentials" | "plus";
}

export interface FunctionSettings {
  /** kebab-case: the folder below `functions/`. */
  readonly name: string;
  /** Number of the nested stack that holds it: never changes. */
  readonly stack: number;
  readonly description: string | null;
  readonly trigger: TriggerSettings;
  /** Names of SSM parameters below `/<app>/<stage>/secrets/`. */
  readonly secrets: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
}

export type TriggerSettings =
  | { readonly kind: "query" | "mutation"; readonly field: string }
  /** `public`: no sign-in needed. */
  | { readonly kind: "http"; readonly method: string; readonly path: string; readonly public: boolean }
  /** An EventBridge Scheduler expression: `rate(1 hour)`, `cron(0 6 * * ? *)`. */
  | { readonly kind: "schedule"; readonly expression: string; readonly timezone: string }
  | { readonly kind: "modelChange"; readonly model: string; readonly on: readonly string[] }
  /** Files whose key, below the owner's prefix, starts with `prefix`. */
  | { readonly kind: "fileUpload"; readonly prefix: string }
  | { readonly kind: "signIn"; readonly event: SignInEvent };

export type SignInEvent = "preSignUp" | "postConfirmation" | "postAuthentication" | "customMessage";

/** The functions with one kind of trigger. */
export type FunctionWith<K extends TriggerSettings["kind"]> = FunctionSettings & {
  readonly trigger: Extract<TriggerSettings, { readonly kind: K }>;
};

/** @returns whether the function has that kind of trigger */
export function triggeredBy<K extends TriggerSettings["kind"]>(
  kind: K,
): (settings: FunctionSettings) => settings is FunctionWith<K> {
  return (settings): settings is FunctionWith<K> => settings.trigger.kind === kind;
}
