import { defineConfig } from "plinth";

export default defineConfig({
  name: "langfuse",
  region: "eu-west-1",
  stages: { dev: {}, prod: { protected: true } },
  roles: ["owner", "admin", "editor", "member"],
  signIn: { selfSignUp: true, mfa: "optional", passwordLength: 12 },
  budget: { monthlyUsd: 2000, email: "ops@example.com" },
});
