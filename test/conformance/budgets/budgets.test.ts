import {
  BudgetsClient,
  CreateBudgetCommand,
  CreateNotificationCommand,
  DeleteBudgetCommand,
  DeleteNotificationCommand,
  DescribeBudgetCommand,
  DescribeBudgetsCommand,
  DescribeNotificationsForBudgetCommand,
  DescribeSubscribersForNotificationCommand,
  UpdateBudgetCommand,
} from "@aws-sdk/client-budgets";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { target } from "../../support/cloud/target.ts";

const { settings } = target();
const BudgetName = `plinth-conformance-${Date.now()}`;
const Subscribers = [{ SubscriptionType: "EMAIL" as const, Address: "ops@acme.example" }];
let budgets: BudgetsClient;
let AccountId = "";

const notification = (Threshold: number) => ({
  NotificationType: "ACTUAL" as const,
  ComparisonOperator: "GREATER_THAN" as const,
  Threshold,
  ThresholdType: "PERCENTAGE" as const,
});

const budget = (Amount: string) => ({
  BudgetName,
  BudgetType: "COST" as const,
  TimeUnit: "MONTHLY" as const,
  BudgetLimit: { Amount, Unit: "USD" },
});

beforeAll(async () => {
  budgets = new BudgetsClient(settings);
  AccountId = (await new STSClient(settings).send(new GetCallerIdentityCommand({}))).Account ?? "";
  await budgets.send(
    new CreateBudgetCommand({
      AccountId,
      Budget: budget("500"),
      NotificationsWithSubscribers: [{ Notification: notification(80), Subscribers }],
    }),
  );
});

afterAll(() => budgets.send(new DeleteBudgetCommand({ AccountId, BudgetName })));

test("a budget is shown with its limit, times and spend", async () => {
  const { Budget } = await budgets.send(new DescribeBudgetCommand({ AccountId, BudgetName }));
  expect(Budget).toMatchObject({
    BudgetName,
    BudgetType: "COST",
    TimeUnit: "MONTHLY",
    BudgetLimit: { Unit: "USD" },
  });
  expect(Number(Budget?.BudgetLimit?.Amount)).toBe(500);
  expect(Number(Budget?.CalculatedSpend?.ActualSpend?.Amount)).toBeGreaterThanOrEqual(0);
  expect(Budget?.TimePeriod?.Start).toBeInstanceOf(Date);
  const { Budgets } = await budgets.send(new DescribeBudgetsCommand({ AccountId }));
  expect(Budgets?.map((each) => each.BudgetName)).toContain(BudgetName);
});

test("a budget is changed", async () => {
  await budgets.send(new UpdateBudgetCommand({ AccountId, NewBudget: budget("700") }));
  const { Budget } = await budgets.send(new DescribeBudgetCommand({ AccountId, BudgetName }));
  expect(Number(Budget?.BudgetLimit?.Amount)).toBe(700);
});

test("notifications come and go", async () => {
  const of = { AccountId, BudgetName };
  await budgets.send(new CreateNotificationCommand({ ...of, Notification: notification(100), Subscribers }));
  const all = await budgets.send(new DescribeNotificationsForBudgetCommand(of));
  expect(all.Notifications?.map(({ Threshold }) => Threshold).sort()).toEqual([100, 80]);
  const told = await budgets.send(
    new DescribeSubscribersForNotificationCommand({ ...of, Notification: notification(100) }),
  );
  expect(told.Subscribers).toEqual(Subscribers);
  await budgets.send(new DeleteNotificationCommand({ ...of, Notification: notification(100) }));
  const left = await budgets.send(new DescribeNotificationsForBudgetCommand(of));
  expect(left.Notifications?.map(({ Threshold }) => Threshold)).toEqual([80]);
});

test("names are taken once, and must be there", async () => {
  await expect(
    budgets.send(new CreateBudgetCommand({ AccountId, Budget: budget("1") })),
  ).rejects.toMatchObject({ name: "DuplicateRecordException" });
  await expect(
    budgets.send(new DescribeBudgetCommand({ AccountId, BudgetName: `${BudgetName}-none` })),
  ).rejects.toMatchObject({ name: "NotFoundException" });
});
