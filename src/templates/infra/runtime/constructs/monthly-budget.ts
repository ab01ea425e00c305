import type { Construct } from "constructs";
import { Aws, budgets } from "../cdk.cjs";
import type { AppStage } from "./app-stage.ts";

export interface MonthlyBudgetProps {
  readonly appStage: AppStage;
  readonly alarmTopicArn: string;
}

/**
 * Tells when a month's costs come near the project's ceiling. It counts the whole account: filters by tag see nothing
 * until somebody activates the tag in the billing console, and a budget that is silent by mistake is worse than one
 * that counts too much. A stage in an account of its own is counted exactly.
 */
export class MonthlyBudget extends budgets.CfnBudget {
  constructor(scope: Construct, id: string, { appStage, alarmTopicArn }: MonthlyBudgetProps) {
    const { monthlyUsd, email } = appStage.app.budget;
    const subscribers: budgets.CfnBudget.SubscriberProperty[] = [
      { subscriptionType: "SNS", address: alarmTopicArn },
      ...(email === null ? [] : [{ subscriptionType: "EMAIL", address: email }]),
    ];
    const notify = (notificationType: string, threshold: number) => ({
      notification: {
        comparisonOperator: "GREATER_THAN",
        notificationType,
        threshold,
        thresholdType: "PERCENTAGE",
      },
      subscribers,
    });
    super(scope, id, {
      budget: {
        budgetName: `${appStage.prefix}-monthly`,
        budgetType: "COST",
        timeUnit: "MONTHLY",
        budgetLimit: { amount: monthlyUsd, unit: "USD" },
        costFilters: { LinkedAccount: [Aws.ACCOUNT_ID] },
      },
      notificationsWithSubscribers: [notify("ACTUAL", 80), notify("ACTUAL", 100), notify("FORECASTED", 100)],
    });
  }
}
