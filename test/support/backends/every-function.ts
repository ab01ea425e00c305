import type { BackendFunction } from "../../../src/definition/ir.ts";
import { anyone, enumOf, field, objectOf, role } from "./parts.ts";

const plain = {
  description: null,
  access: [],
  secrets: [],
  environment: {},
  timeoutSeconds: 10,
  memoryMb: 512,
} as const;

const at = (name: string) => ({ name, source: { file: `functions/${name}/function.ts` } });

/** One function of each trigger and each kind of output, sorted by name. */
export const everyFunction: readonly BackendFunction[] = [
  {
    ...plain,
    ...at("archive-invoices"),
    trigger: { kind: "schedule", expression: "cron(0 6 * * ? *)", timezone: "Europe/Madrid" },
    timeoutSeconds: 900,
  },
  {
    ...plain,
    ...at("check-sign-up"),
    trigger: { kind: "signIn", event: "preSignUp" },
    timeoutSeconds: 5,
  },
  {
    ...plain,
    ...at("forget-customer"),
    trigger: {
      kind: "mutation",
      field: "forgetCustomer",
      input: [field("customerId", "id")],
      output: { kind: "nothing" },
    },
    access: [[role("admin")]],
  },
  {
    ...plain,
    ...at("overdue-invoices"),
    description: "Invoices that should have been paid by now.",
    trigger: {
      kind: "query",
      field: "overdueInvoices",
      input: [
        field("on", "date", { required: false }),
        field("priority", enumOf("Priority"), { required: false }),
      ],
      output: { kind: "model", model: "Invoice", list: true },
    },
    access: [[role("member")]],
  },
  {
    ...plain,
    ...at("payment-webhook"),
    trigger: { kind: "http", method: "POST", path: "/payments/{provider}" },
    access: [[anyone]],
    secrets: ["PAYMENT_SIGNING_KEY"],
  },
  {
    ...plain,
    ...at("quote-shipping"),
    trigger: {
      kind: "query",
      field: "quoteShipping",
      input: [field("to", objectOf("Address")), field("weights", "decimal", { list: true })],
      output: {
        kind: "fields",
        fields: [
          field("price", "money"),
          field("carriers", "text", { list: true }),
          field("from", objectOf("Address")),
        ],
      },
    },
    access: [[role("member")]],
  },
  {
    ...plain,
    ...at("scan-upload"),
    trigger: { kind: "fileUpload", prefix: "invoices/" },
    memoryMb: 1024,
  },
  {
    ...plain,
    ...at("send-invoice"),
    description: "Mails the invoice to its customer.",
    trigger: {
      kind: "mutation",
      field: "sendInvoice",
      input: [
        field("invoiceId", "id"),
        field("message", "text", { required: false, rules: { maxLength: 500 } }),
      ],
      output: { kind: "model", model: "Invoice", list: false },
    },
    access: [[role("admin")], [role("accountant")]],
    secrets: ["MAIL_API_KEY"],
    environment: { MAIL_FROM: "billing@acme.example" },
  },
  {
    ...plain,
    ...at("welcome-customer"),
    trigger: { kind: "modelChange", model: "Customer", on: ["created"] },
  },
];
