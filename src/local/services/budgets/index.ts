import type { Service, ServiceContext } from "../../kernel/service.ts";
import type { ServiceModel } from "../../protocols/model.ts";
import {
  createBudget,
  deleteBudget,
  describeBudget,
  describeBudgets,
  listTagsForResource,
  updateBudget,
} from "./api/budgets.ts";
import {
  createNotification,
  deleteNotification,
  describeNotificationsForBudget,
  describeSubscribersForNotification,
} from "./api/notifications.ts";
import { openBudgets } from "./budgets.ts";
import model from "./model.gen.json" with { type: "json" };
import { budgetsBudget } from "./resources/budgets-budget.ts";
import { budgetsState } from "./state.ts";

/** Budgets: kept and shown; nothing costs anything here. */
export function budgets(context: ServiceContext): Service {
  const all = openBudgets(budgetsState(context.store), context);
  return {
    name: "budgets",
    models: [model as unknown as ServiceModel],
    operations: {
      CreateBudget: createBudget(all),
      CreateNotification: createNotification(all),
      DeleteBudget: deleteBudget(all),
      DeleteNotification: deleteNotification(all),
      DescribeBudget: describeBudget(all),
      DescribeBudgets: describeBudgets(all),
      DescribeNotificationsForBudget: describeNotificationsForBudget(all),
      DescribeSubscribersForNotification: describeSubscribersForNotification(all),
      ListTagsForResource: listTagsForResource(all),
      UpdateBudget: updateBudget(all),
    },
    resources: { [budgetsBudget.type]: budgetsBudget },
  };
}
