#!/usr/bin/env node
/* eslint-disable */
import { model, text } from "plinth";
import "./side-effect.ts";

/** @public */ export const Customer = model({ /* none yet */ });
void text;
