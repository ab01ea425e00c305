import { WireError } from "../../kernel/wire-error.ts";

export const validation = (message: string) => new WireError("ValidationException", message);

export const noSuchSchedule = (name: string) =>
  new WireError("ResourceNotFoundException", `Schedule ${name} does not exist.`, 404);

export const noSuchGroup = (name: string) =>
  new WireError("ResourceNotFoundException", `Schedule group ${name} does not exist.`, 404);

export const scheduleExists = (name: string) =>
  new WireError("ConflictException", `Schedule ${name} already exists.`, 409);

export const groupExists = (name: string) =>
  new WireError("ConflictException", `Schedule group ${name} already exists.`, 409);
