/** The words of `--trigger`, and what the language calls them. */
export const triggers = {
  query: "query",
  mutation: "mutation",
  http: "http",
  schedule: "schedule",
  "model-change": "modelChange",
  "file-upload": "fileUpload",
  "sign-in": "signIn",
} as const;

export type TriggerWord = keyof typeof triggers;
export type TriggerKind = (typeof triggers)[TriggerWord];

export const triggerWords = Object.keys(triggers) as readonly TriggerWord[];

/** The options of `add-function` as typed. */
export interface FunctionTexts {
  readonly trigger: string;
  /** Field arguments. */
  readonly input?: readonly string[] | undefined;
  /** Field arguments, or one model: `Invoice`, `Invoice:list`. */
  readonly returns?: readonly string[] | undefined;
  readonly access?: string | undefined;
  readonly method?: string | undefined;
  readonly path?: string | undefined;
  /** `1-hour`, `15-minutes`, `7 days`. */
  readonly every?: string | undefined;
  readonly cron?: string | undefined;
  readonly timezone?: string | undefined;
  readonly model?: string | undefined;
  /** `created,updated`. */
  readonly on?: string | undefined;
  readonly prefix?: string | undefined;
  readonly event?: string | undefined;
  /** `STRIPE_KEY,SMTP_PASSWORD`, several times or once. */
  readonly secrets?: readonly string[] | undefined;
  /** `LOG_LEVEL=debug`. */
  readonly environment?: readonly string[] | undefined;
  readonly timeout?: string | undefined;
  readonly memory?: string | undefined;
  readonly description?: string | undefined;
}

/** Which options have a meaning for which triggers; those not listed here go with all. */
export const optionTriggers = {
  input: ["query", "mutation"],
  returns: ["query", "mutation"],
  access: ["query", "mutation", "http"],
  method: ["http"],
  path: ["http"],
  every: ["schedule"],
  cron: ["schedule"],
  timezone: ["schedule"],
  model: ["modelChange"],
  on: ["modelChange"],
  prefix: ["fileUpload"],
  event: ["signIn"],
} as const satisfies Partial<Record<keyof FunctionTexts, readonly TriggerKind[]>>;

/** The flag of an option: `--secret` may be given several times, so it is in the singular. */
export function flagOf(option: keyof FunctionTexts): string {
  if (option === "secrets") return "--secret";
  return option === "environment" ? "--env" : `--${option}`;
}
