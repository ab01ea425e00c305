import { defineConfig } from "plinth";

export default defineConfig({
  name: "calcom",
  region: "eu-central-1",
  stages: { dev: {}, prod: { protected: true } },
  roles: ["owner", "admin", "member"],
  signIn: { selfSignUp: true, mfa: "optional", passwordLength: 15 },
  budget: { monthlyUsd: 3000, email: "ops@example.com" },
});
