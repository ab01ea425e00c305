import { signIn } from "plinth";

export default signIn({
  description: "Turns away throw-away mail addresses at sign-up.",
  event: "preSignUp",
  environment: { BLOCKED_DOMAINS: "mailinator.com,guerrillamail.com" },
});
