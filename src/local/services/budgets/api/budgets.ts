import type {
  CreateBudgetRequest,
  DeleteBudgetRequest,
  DescribeBudgetRequest,
  DescribeBudgetResponse,
  DescribeBudgetsRequest,
  DescribeBudgetsResponse,
  ListTagsForResourceRequest,
  ListTagsForResourceResponse,
  UpdateBudgetRequest,
} from "@aws-sdk/client-budgets";
import type { Operation } from "../../../kernel/service.ts";
import { type Budgets, checkNotification, presentBudget, readBudget } from "../budgets.ts";
import { budgetExists } from "../errors.ts";

/** https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_CreateBudget.html */
export const createBudget = (budgets: Budgets): Operation<CreateBudgetRequest> => ({
  access: ({ Budget }) => budgets.access("ModifyBudget", Budget?.BudgetName),

  handle({ AccountId, Budget, NotificationsWithSubscribers = [], ResourceTags = [] }) {
    budgets.checkAccount(AccountId);
    const read = readBudget(Budget ?? ({} as never), budgets.context.clock.now());
    if (budgets.state.budgets.get(read.name) !== undefined) throw budgetExists(read.name);
    budgets.state.budgets.put(read.name, {
      ...read,
      notifications: NotificationsWithSubscribers.map(({ Notification, Subscribers = [] }) =>
        checkNotification({ notification: Notification ?? ({} as never), subscribers: Subscribers }),
      ),
      tags: Object.fromEntries(ResourceTags.map(({ Key = "", Value = "" }) => [Key, Value])),
    });
    return {};
  },
});

/** https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_UpdateBudget.html */
export const updateBudget = (budgets: Budgets): Operation<UpdateBudgetRequest> => ({
  access: ({ NewBudget }) => budgets.access("ModifyBudget", NewBudget?.BudgetName),

  handle({ AccountId, NewBudget }) {
    const before = budgets.find(AccountId, NewBudget?.BudgetName);
    const read = readBudget(NewBudget ?? ({} as never), budgets.context.clock.now());
    budgets.state.budgets.put(before.name, { ...before, ...read });
    return {};
  },
});

/** https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_DeleteBudget.html */
export const deleteBudget = (budgets: Budgets): Operation<DeleteBudgetRequest> => ({
  access: ({ BudgetName }) => budgets.access("ModifyBudget", BudgetName),

  handle({ AccountId, BudgetName }) {
    budgets.state.budgets.delete(budgets.find(AccountId, BudgetName).name);
    return {};
  },
});

/** https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_DescribeBudget.html */
export const describeBudget = (
  budgets: Budgets,
): Operation<DescribeBudgetRequest, DescribeBudgetResponse> => ({
  access: ({ BudgetName }) => budgets.access("ViewBudget", BudgetName),
  handle: ({ AccountId, BudgetName }) => ({ Budget: presentBudget(budgets.find(AccountId, BudgetName)) }),
});

/** https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_DescribeBudgets.html */
export const describeBudgets = (
  budgets: Budgets,
): Operation<DescribeBudgetsRequest, DescribeBudgetsResponse> => ({
  access: () => budgets.access("ViewBudget", undefined),

  handle({ AccountId, NextToken: after = "", MaxResults: size = 100 }) {
    budgets.checkAccount(AccountId);
    const found = budgets.state.budgets.list({ after, limit: size + 1 });
    const page = found.slice(0, size);
    return {
      Budgets: page.map(({ value }) => presentBudget(value)),
      NextToken: found.length > size ? page.at(-1)?.key : undefined,
    };
  },
});

/** https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_ListTagsForResource.html */
export const listTagsForResource = (
  budgets: Budgets,
): Operation<ListTagsForResourceRequest, ListTagsForResourceResponse> => ({
  access: ({ ResourceARN = "" }) => [{ action: "budgets:ListTagsForResource", resource: ResourceARN }],

  handle({ ResourceARN = "" }) {
    const { tags } = budgets.find(budgets.context.accountId, ResourceARN.split(":budget/")[1]);
    return { ResourceTags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) };
  },
});
