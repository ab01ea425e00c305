import { listOf, textOf } from "../../../kernel/properties.ts";
import type { Properties, ResourceContext, ResourceType } from "../../../kernel/service.ts";

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-budgets-budget.html */
export const budgetsBudget: ResourceType = {
  type: "AWS::Budgets::Budget",

  async create(properties, context) {
    const data = properties["Budget"] as Properties;
    const name = textOf(data, "BudgetName") ?? context.generatedName(100);
    const own = listOf<{ Key: string; Value: unknown }>(properties, "ResourceTags");
    const tags = {
      ...context.tags,
      ...Object.fromEntries(own.map(({ Key, Value }) => [Key, String(Value)])),
    };
    await context.call(
      "budgets",
      "CreateBudget",
      {
        AccountId: context.caller.accountId,
        Budget: readBudget(data, name),
        NotificationsWithSubscribers: listOf<Properties>(properties, "NotificationsWithSubscribers").map(
          readNotification,
        ),
        ResourceTags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
      },
      context.caller,
    );
    return { physicalId: name, attributes: { Id: name } };
  },

  async update(name, properties, _previous, context) {
    const input = {
      AccountId: context.caller.accountId,
      NewBudget: readBudget(properties["Budget"] as Properties, name),
    };
    await context.call("budgets", "UpdateBudget", input, context.caller);
    return { physicalId: name, attributes: { Id: name } };
  },

  async delete(name, _properties, context: ResourceContext) {
    try {
      const input = { AccountId: context.caller.accountId, BudgetName: name };
      await context.call("budgets", "DeleteBudget", input, context.caller);
    } catch (error) {
      if ((error as { code?: string }).code !== "NotFoundException") throw error;
    }
  },
};

/** Templates write amounts as numbers and times as texts; the API takes it the other way round. */
function readBudget(data: Properties, BudgetName: string): Properties {
  const limit = data["BudgetLimit"] as Properties | undefined;
  const period = data["TimePeriod"] as Properties | undefined;
  return {
    ...data,
    BudgetName,
    ...(limit && { BudgetLimit: { Amount: String(limit["Amount"]), Unit: limit["Unit"] } }),
    ...(period && { TimePeriod: { Start: timeOf(period, "Start"), End: timeOf(period, "End") } }),
  };
}

function timeOf(period: Properties, name: string): Date | undefined {
  const text = textOf(period, name);
  if (text === undefined) return undefined;
  // Seconds since 1970, or a date such as 2026-01-01_00:00.
  return new Date(
    /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(`${text.replace("_", "T")}Z`.replace("ZZ", "Z")),
  );
}

function readNotification({ Notification, Subscribers }: Properties): Properties {
  const given = Notification as Properties;
  return { Notification: { ...given, Threshold: Number(given["Threshold"]) }, Subscribers };
}
