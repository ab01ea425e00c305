import type { ChangeKind, HttpMethod, SignInEvent } from "../ir.ts";
import type { AccessInput } from "./access.ts";
import { chainStarter, type Defined } from "./chain.ts";
import type { ObjectShape } from "./fields.ts";
import type { AnyModel } from "./model.ts";

/** What every function may say. */
export interface FunctionOptions {
  readonly description?: string;
  /** Names of secrets that the function reads, in UPPER_SNAKE_CASE. */
  readonly secrets?: readonly string[];
  /** Environment variables that are no secret. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Left out: 10 for query, mutation and http, 5 for signIn, 60 for the others. */
  readonly timeoutSeconds?: number;
  /** 128 to 10240; processing power grows with it. Left out: 512. */
  readonly memoryMb?: number;
}

interface Callable {
  /** Who may call it. Left out: `"member"`. */
  readonly access?: AccessInput;
}

type ModelReference = string | AnyModel;

export interface FieldFunctionOptions extends FunctionOptions, Callable {
  /** The arguments of the GraphQL field. */
  readonly input?: ObjectShape;
  /**
   * What it gives back: fields, a model (`"Invoice"`, or the model itself), or a list of a model's records (`["Invoice"]`).
   * Left out: nothing.
   */
  readonly returns?: ObjectShape | ModelReference | readonly [ModelReference];
}

export interface HttpOptions extends FunctionOptions, Callable {
  readonly method: HttpMethod;
  /** `/webhooks/stripe`, `/invoices/{invoiceId}/pdf`. */
  readonly path: `/${string}`;
}

/** Either `every` (`"1 hour"`, `"15 minutes"`, `"7 days"`) or `cron` (six fields, as EventBridge has them). */
export type ScheduleOptions = FunctionOptions &
  (
    | { readonly every: string }
    | {
        readonly cron: string;
        /** IANA name, for instance `Europe/Zurich`. Left out: `UTC`. */
        readonly timezone?: string;
      }
  );

export interface ModelChangeOptions extends FunctionOptions {
  readonly model: ModelReference;
  /** Left out: all of them. */
  readonly on?: readonly ChangeKind[];
}

export interface FileUploadOptions extends FunctionOptions {
  /** Only files whose key, below the tenant's, starts with this. Left out: all. */
  readonly prefix?: string;
}

export interface SignInOptions extends FunctionOptions {
  readonly event: SignInEvent;
}

export type FunctionDefinition = Defined<{ readonly function: true }>;

/** A field of the GraphQL API that reads. */
export const query = chainStarter("query", []) as (options: FieldFunctionOptions) => FunctionDefinition;

/** A field of the GraphQL API that changes something. */
export const mutation = chainStarter("mutation", []) as (options: FieldFunctionOptions) => FunctionDefinition;

/** A plain HTTP address, for webhooks and the like. */
export const http = chainStarter("http", []) as (options: HttpOptions) => FunctionDefinition;

/** Runs by the clock. */
export const schedule = chainStarter("schedule", []) as (options: ScheduleOptions) => FunctionDefinition;

/** Runs after records of a model were created, updated or deleted. */
export const modelChange = chainStarter("modelChange", []) as (
  options: ModelChangeOptions,
) => FunctionDefinition;

/** Runs after a file was uploaded. */
export const fileUpload = chainStarter("fileUpload", []) as (
  options: FileUploadOptions,
) => FunctionDefinition;

/** Runs during sign-up or sign-in. */
export const signIn = chainStarter("signIn", []) as (options: SignInOptions) => FunctionDefinition;
