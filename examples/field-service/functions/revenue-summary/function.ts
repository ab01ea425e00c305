import { date, integer, money, query } from "plinth";

export default query({
  description: "Adds up the invoices that are due between two dates.",
  input: { from: date(), to: date() },
  returns: { invoiced: money(), paid: money(), overdue: money(), invoices: integer() },
  access: ["owner", "dispatcher"],
  timeoutSeconds: 20,
});
