import { WireError } from "../../kernel/wire-error.ts";

export const validation = (message: string) => new WireError("ValidationException", message);

export const noSuchBus = (name: string) =>
  new WireError("ResourceNotFoundException", `Event bus ${name} does not exist.`);

export const busExists = (name: string) =>
  new WireError("ResourceAlreadyExistsException", `Event bus ${name} already exists.`);

export const noSuchRule = (name: string, bus: string) =>
  new WireError("ResourceNotFoundException", `Rule ${name} does not exist on EventBus ${bus}.`);

export const invalidPattern = (reason: string) =>
  new WireError("InvalidEventPatternException", `Event pattern is not valid. Reason: ${reason}`);
