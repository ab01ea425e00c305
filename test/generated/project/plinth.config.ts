import { defineConfig } from "plinth";

export default defineConfig({
  name: "wholesale",
  region: "eu-west-1",
  stages: { dev: {} },
  roles: ["manager", "buyer", "seller", "picker"],
  signIn: { selfSignUp: false, mfa: "optional", passwordLength: 12 },
  budget: { monthlyUsd: 300 },
});
