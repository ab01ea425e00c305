// Copyright Acme
import { model, text } from "../language.ts";
import { limits } from "./limits.ts";

export const Customer = model({
  name: text().max(limits.name),
});
