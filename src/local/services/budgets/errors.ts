import { WireError } from "../../kernel/wire-error.ts";

export const noSuchBudget = (name: string) =>
  new WireError("NotFoundException", `Unable to get budget: ${name} - the budget doesn't exist.`);

export const noSuchNotification = () =>
  new WireError("NotFoundException", "Unable to find the notification - the notification doesn't exist.");

export const budgetExists = (name: string) =>
  new WireError("DuplicateRecordException", `Error creating budget: ${name} - the budget already exists.`);

export const notificationExists = () =>
  new WireError("DuplicateRecordException", "The notification already exists.");

export const invalidParameter = (message: string) => new WireError("InvalidParameterException", message);
