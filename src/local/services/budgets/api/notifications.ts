import type {
  CreateNotificationRequest,
  DeleteNotificationRequest,
  DescribeNotificationsForBudgetRequest,
  DescribeNotificationsForBudgetResponse,
  DescribeSubscribersForNotificationRequest,
  DescribeSubscribersForNotificationResponse,
} from "@aws-sdk/client-budgets";
import type { Operation } from "../../../kernel/service.ts";
import { type Budgets, checkNotification, sameNotification } from "../budgets.ts";
import { noSuchNotification, notificationExists } from "../errors.ts";

/** https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_CreateNotification.html */
export const createNotification = (budgets: Budgets): Operation<CreateNotificationRequest> => ({
  access: ({ BudgetName }) => budgets.access("ModifyBudget", BudgetName),

  handle({ AccountId, BudgetName, Notification, Subscribers = [] }) {
    const stored = budgets.find(AccountId, BudgetName);
    if (stored.notifications.some(sameNotification(Notification))) throw notificationExists();
    const added = checkNotification({
      notification: Notification ?? ({} as never),
      subscribers: Subscribers,
    });
    budgets.state.budgets.put(stored.name, { ...stored, notifications: [...stored.notifications, added] });
    return {};
  },
});

/** https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_DeleteNotification.html */
export const deleteNotification = (budgets: Budgets): Operation<DeleteNotificationRequest> => ({
  access: ({ BudgetName }) => budgets.access("ModifyBudget", BudgetName),

  handle({ AccountId, BudgetName, Notification }) {
    const stored = budgets.find(AccountId, BudgetName);
    const same = sameNotification(Notification);
    if (!stored.notifications.some(same)) throw noSuchNotification();
    const notifications = stored.notifications.filter((each) => !same(each));
    budgets.state.budgets.put(stored.name, { ...stored, notifications });
    return {};
  },
});

/** https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_DescribeNotificationsForBudget.html */
export const describeNotificationsForBudget = (
  budgets: Budgets,
): Operation<DescribeNotificationsForBudgetRequest, DescribeNotificationsForBudgetResponse> => ({
  access: ({ BudgetName }) => budgets.access("ViewBudget", BudgetName),
  handle: ({ AccountId, BudgetName }) => ({
    Notifications: budgets.find(AccountId, BudgetName).notifications.map(({ notification }) => notification),
  }),
});

/** https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_DescribeSubscribersForNotification.html */
export const describeSubscribersForNotification = (
  budgets: Budgets,
): Operation<DescribeSubscribersForNotificationRequest, DescribeSubscribersForNotificationResponse> => ({
  access: ({ BudgetName }) => budgets.access("ViewBudget", BudgetName),

  handle({ AccountId, BudgetName, Notification }) {
    const stored = budgets.find(AccountId, BudgetName);
    const found = stored.notifications.find(sameNotification(Notification));
    if (found === undefined) throw noSuchNotification();
    return { Subscribers: [...found.subscribers] };
  },
});
