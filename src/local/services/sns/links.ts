import { WireError } from "../../kernel/wire-error.ts";
import type { HttpRequest, HttpResponse } from "../../protocols/http-message.ts";
import { confirm } from "./api/subscribe.ts";
import type { Sns } from "./sns.ts";

/** The links in messages: to confirm a subscription, or to end it. No signature: the token or the ARN is the leave. */
export function followLink(sns: Sns, request: HttpRequest): HttpResponse | null {
  const action = request.query.get("Action");
  if (request.method !== "GET" || request.path !== "/") return null;
  if (action === "ConfirmSubscription") {
    try {
      const arn = confirm(sns, request.query.get("TopicArn") ?? "", request.query.get("Token") ?? "");
      return answer(
        200,
        `<ConfirmSubscriptionResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><ConfirmSubscriptionResult><SubscriptionArn>${arn}</SubscriptionArn></ConfirmSubscriptionResult></ConfirmSubscriptionResponse>`,
      );
    } catch (error) {
      if (!(error instanceof WireError)) throw error;
      return answer(error.status, `<ErrorResponse><Error><Code>${error.code}</Code></Error></ErrorResponse>`);
    }
  }
  if (action === "Unsubscribe") {
    sns.state.subscriptions.delete(request.query.get("SubscriptionArn") ?? "");
    return answer(200, `<UnsubscribeResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"/>`);
  }
  return null;
}

function answer(status: number, body: string): HttpResponse {
  return { status, headers: { "content-type": "text/xml" }, body };
}
