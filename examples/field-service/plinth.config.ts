import { defineConfig } from "plinth";

export default defineConfig({
  name: "fieldwork",
  region: "eu-west-1",
  stages: { dev: {}, prod: { protected: true } },
  roles: ["owner", "dispatcher", "technician"],
  signIn: { selfSignUp: true, mfa: "optional", passwordLength: 12 },
  budget: { monthlyUsd: 800, email: "ops@fieldwork.example" },
});
