import { schedule } from "plinth";

export default schedule({
  description: "Every weekday at seven, lists what is overdue to whoever reads the log.",
  cron: "0 7 ? * MON-FRI *",
  timezone: "Europe/Zurich",
  timeoutSeconds: 300,
});
