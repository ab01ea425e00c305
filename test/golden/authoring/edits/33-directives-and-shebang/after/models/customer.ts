#!/usr/bin/env node
/* eslint-disable */
import { hasMany, model, text } from "plinth";
import "./side-effect.ts";

/** @public */ export const Customer = model({ /* none yet */
  invoices: hasMany("Invoice"),
});
void text;
