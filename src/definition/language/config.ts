import type { SignIn } from "../ir.ts";
import { chainStarter, type Defined } from "./chain.ts";

/** What `plinth.config.ts` may say. */
export interface Config {
  /** kebab-case, 3 to 24 characters. It names everything in the AWS account; do not change it later. */
  readonly name: string;
  /** AWS region, for instance `eu-west-1`. */
  readonly region: string;
  /** The first is the default. Left out: `dev`, and `prod`, which is protected. */
  readonly stages?: Readonly<Record<string, StageConfig>>;
  /** Roles that people can have in a tenant. Everybody in it is a `member`. Left out: `admin` and `member`. */
  readonly roles?: readonly string[];
  readonly signIn?: Partial<SignIn>;
  /** Left out: 500 US dollars, and an alarm that writes to nobody. */
  readonly budget?: BudgetConfig;
}

export interface StageConfig {
  /** True: it refuses deletion and rolls failed deploys back. Left out: true for a stage named `prod` or `production`. */
  readonly protected?: boolean;
  /** The AWS account it must be in, 12 digits. Left out: that of the credentials used. */
  readonly account?: string;
  /** Left out: 365 for protected stages, 30 for others. */
  readonly logRetentionDays?: number;
}

export interface BudgetConfig {
  /** Ceiling for each stage, in whole US dollars. */
  readonly monthlyUsd: number;
  /** Whom the alarm writes to. */
  readonly email?: string;
}

/** The settings of the whole backend; the default export of `plinth.config.ts`. */
export const defineConfig = chainStarter("defineConfig", []) as (
  config: Config,
) => Defined<{ readonly config: Config }>;
