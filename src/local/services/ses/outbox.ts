import type { ServiceContext } from "../../kernel/service.ts";
import type { Collection } from "../../kernel/store.ts";
import type { HttpRequest, HttpResponse } from "../../protocols/http-message.ts";

/** A message that AWS would have sent to a person. Here, it lands in the outbox. */
export interface OutboxMessage {
  readonly id: string;
  /** ISO 8601 */
  readonly sentAt: string;
  readonly channel: "email" | "sms";
  /** Who had it sent: a service's principal or the caller's ARN. */
  readonly sentBy: string;
  readonly from: string | null;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  readonly replyTo: readonly string[];
  readonly subject: string | null;
  readonly text: string | null;
  readonly html: string | null;
  /** The whole MIME message, where one was given. */
  readonly raw: string | null;
  readonly tags: Readonly<Record<string, string>>;
}

export interface Outbox {
  add(message: Omit<OutboxMessage, "id" | "sentAt">): OutboxMessage;
  /** Newest first. */
  list(options: { readonly to: string | null; readonly limit: number }): OutboxMessage[];
  /** `GET /_plinth/outbox`: what is in it, as JSON, newest first. `?to=` filters by recipient, `?limit=` cuts. */
  http(request: HttpRequest): HttpResponse | null;
}

/** Older messages are forgotten. */
const kept = 1000;

export function openOutbox(context: ServiceContext): Outbox {
  const messages: Collection<OutboxMessage> = context.store.collection("outbox.messages");
  let count: number | null = null;

  function forgetOldest(): void {
    count = (count ?? messages.list().length - 1) + 1;
    if (count <= kept) return;
    for (const { key } of messages.list({ limit: count - kept })) messages.delete(key);
    count = kept;
  }

  function list({ to, limit }: { readonly to: string | null; readonly limit: number }): OutboxMessage[] {
    const fitting = messages
      .list()
      .map(({ value }) => value)
      .filter((message) => to === null || [...message.to, ...message.cc, ...message.bcc].includes(to));
    return fitting.reverse().slice(0, limit);
  }

  return {
    add(message) {
      const now = context.clock.now();
      const id = `${String(now).padStart(15, "0")}-${context.ids.uuid()}`;
      const whole: OutboxMessage = { id, sentAt: new Date(now).toISOString(), ...message };
      context.store.transaction(() => {
        messages.put(id, whole);
        forgetOldest();
      });
      const to = [...message.to, ...message.cc, ...message.bcc].join(", ");
      context.log(`outbox: ${message.channel} to ${to}: ${message.subject ?? message.text ?? ""}`);
      return whole;
    },
    list,
    http(request) {
      if (request.path !== "/_plinth/outbox" || request.method !== "GET") return null;
      const limit = Number(request.query.get("limit") ?? kept);
      const body = { messages: list({ to: request.query.get("to"), limit: limit > 0 ? limit : kept }) };
      return {
        status: 200,
        headers: { "content-type": "application/json", "cache-control": "no-store" },
        body: JSON.stringify(body, null, 2),
      };
    },
  };
}
