import type { Budget, Notification } from "@aws-sdk/client-budgets";
import type { Access, ServiceContext } from "../../kernel/service.ts";
import { invalidParameter, noSuchBudget } from "./errors.ts";
import type { BudgetsState, StoredBudget, StoredNotification } from "./state.ts";

/** What every operation needs. */
export interface Budgets {
  readonly state: BudgetsState;
  readonly context: ServiceContext;
  arn(name: string): string;
  /** @throws WireError NotFoundException, or where the account is another */
  find(accountId: string | undefined, name: string | undefined): StoredBudget;
  checkAccount(accountId: string | undefined): void;
  access(action: "ViewBudget" | "ModifyBudget", name: string | undefined): Access[];
}

export function openBudgets(state: BudgetsState, context: ServiceContext): Budgets {
  const arn = (name: string) => `arn:aws:budgets::${context.accountId}:budget/${name}`;
  function checkAccount(accountId: string | undefined): void {
    if (accountId !== context.accountId) throw invalidParameter(`The account is ${context.accountId} here.`);
  }
  return {
    state,
    context,
    arn,
    checkAccount,
    find(accountId, name = "") {
      checkAccount(accountId);
      const found = state.budgets.get(name);
      if (found === undefined) throw noSuchBudget(name);
      return found;
    },
    access: (action, name = "*") => [{ action: `budgets:${action}`, resource: arn(name) }],
  };
}

/** Budgets without an end go on until the day that AWS gives them. */
const forever = Date.UTC(2087, 5, 15);

/** @throws WireError InvalidParameterException */
export function readBudget(
  budget: Budget,
  now: number,
): Pick<StoredBudget, "name" | "budget" | "start" | "end" | "updatedAt"> {
  const { BudgetName: name = "", TimePeriod, ...rest } = budget;
  if (!/^[^:\\]{1,100}$/.test(name)) throw invalidParameter("The budget's name is not valid.");
  if (
    ![
      "COST",
      "USAGE",
      "RI_UTILIZATION",
      "RI_COVERAGE",
      "SAVINGS_PLANS_UTILIZATION",
      "SAVINGS_PLANS_COVERAGE",
    ].includes(budget.BudgetType ?? "")
  )
    throw invalidParameter(`The budget type ${budget.BudgetType} is not valid.`);
  if (!["DAILY", "MONTHLY", "QUARTERLY", "ANNUALLY", "CUSTOM"].includes(budget.TimeUnit ?? ""))
    throw invalidParameter(`The time unit ${budget.TimeUnit} is not valid.`);
  const amount = Number(budget.BudgetLimit?.Amount ?? 0);
  if (!(amount >= 0)) throw invalidParameter("The budget's limit is not a number.");
  const today = new Date(now);
  const start = TimePeriod?.Start?.getTime() ?? Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), 1);
  const end = TimePeriod?.End?.getTime() ?? forever;
  if (end <= start) throw invalidParameter("Start time should be before end time.");
  return { name, budget: { ...rest, BudgetName: name } as Budget, start, end, updatedAt: now };
}

export function presentBudget(stored: StoredBudget): Budget {
  const { budget, start, end, updatedAt } = stored;
  const limit = budget.BudgetLimit;
  return {
    CostTypes: {
      IncludeCredit: true,
      IncludeDiscount: true,
      IncludeOtherSubscription: true,
      IncludeRecurring: true,
      IncludeRefund: true,
      IncludeSubscription: true,
      IncludeSupport: true,
      IncludeTax: true,
      IncludeUpfront: true,
      UseAmortized: false,
      UseBlended: false,
    },
    ...budget,
    TimePeriod: { Start: new Date(start), End: new Date(end) },
    // Nothing costs anything here.
    CalculatedSpend: { ActualSpend: { Amount: "0.0", Unit: limit?.Unit ?? "USD" } },
    LastUpdatedTime: new Date(updatedAt),
  };
}

export function sameNotification(a: Notification | undefined) {
  return ({ notification: b }: StoredNotification) =>
    a?.NotificationType === b.NotificationType &&
    a?.ComparisonOperator === b.ComparisonOperator &&
    a?.Threshold === b.Threshold &&
    (a?.ThresholdType ?? "PERCENTAGE") === (b.ThresholdType ?? "PERCENTAGE");
}

/** @throws WireError InvalidParameterException */
export function checkNotification({ notification, subscribers }: StoredNotification): StoredNotification {
  if (subscribers.length < 1 || subscribers.length > 11)
    throw invalidParameter("A notification has 1 to 11 subscribers.");
  for (const { SubscriptionType, Address = "" } of subscribers) {
    const fits =
      SubscriptionType === "SNS" ? Address.startsWith("arn:aws:sns:") : /^[^\s@]+@[^\s@]+$/.test(Address);
    if (!fits) throw invalidParameter(`The address ${Address} is not valid for ${SubscriptionType}.`);
  }
  if (!["ACTUAL", "FORECASTED"].includes(notification.NotificationType ?? ""))
    throw invalidParameter(`The notification type ${notification.NotificationType} is not valid.`);
  return {
    notification: { NotificationState: "OK", ThresholdType: "PERCENTAGE", ...notification },
    subscribers,
  };
}
