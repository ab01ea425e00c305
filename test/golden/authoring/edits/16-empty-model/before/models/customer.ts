import { model } from "plinth";

export const Customer = model({});
