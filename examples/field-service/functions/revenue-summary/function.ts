import { date, integer, money, query } from "plinth";

export default query({
  description: "What was invoiced, paid and is overdue between two dates.",
  input: { from: date(), to: date() },
  returns: { invoiced: money(), paid: money(), overdue: money(), invoices: integer() },
  access: ["owner", "dispatcher"],
  timeoutSeconds: 20,
});
