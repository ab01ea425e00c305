import { SESClient, SendEmailCommand as SendEmailBefore, SendRawEmailCommand } from "@aws-sdk/client-ses";
import {
  CreateEmailIdentityCommand,
  DeleteEmailIdentityCommand,
  GetAccountCommand,
  GetEmailIdentityCommand,
  ListEmailIdentitiesCommand,
  SESv2Client,
  SendEmailCommand,
} from "@aws-sdk/client-sesv2";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { target } from "../../support/cloud/target.ts";

const { settings } = target();
const domain = `plinth-${Date.now()}.example.com`;
const from = `ops@${domain}`;
let ses: SESv2Client;

beforeAll(async () => {
  ses = new SESv2Client(settings);
  await ses.send(new CreateEmailIdentityCommand({ EmailIdentity: domain }));
});

afterAll(() => ses.send(new DeleteEmailIdentityCommand({ EmailIdentity: domain })));

async function outbox(to: string) {
  const url = `${settings.endpoint}/_plinth/outbox?to=${encodeURIComponent(to)}`;
  return ((await (await fetch(url)).json()) as { messages: Record<string, unknown>[] }).messages;
}

test("identities are made, read, listed and deleted", async () => {
  const EmailIdentity = `someone@${domain}`;
  await ses.send(new CreateEmailIdentityCommand({ EmailIdentity }));
  expect(await ses.send(new GetEmailIdentityCommand({ EmailIdentity }))).toMatchObject({
    IdentityType: "EMAIL_ADDRESS",
  });
  const { EmailIdentities } = await ses.send(new ListEmailIdentitiesCommand({}));
  expect(EmailIdentities?.map(({ IdentityName }) => IdentityName)).toContain(EmailIdentity);
  await expect(ses.send(new CreateEmailIdentityCommand({ EmailIdentity }))).rejects.toMatchObject({
    name: "AlreadyExistsException",
  });
  await ses.send(new DeleteEmailIdentityCommand({ EmailIdentity }));
  await expect(ses.send(new GetEmailIdentityCommand({ EmailIdentity }))).rejects.toMatchObject({
    name: "NotFoundException",
  });
});

test("who is not verified may not send", async () => {
  await expect(
    ses.send(
      new SendEmailCommand({
        FromEmailAddress: "stranger@unknown.example",
        Destination: { ToAddresses: ["ada@acme.example"] },
        Content: { Simple: { Subject: { Data: "x" }, Body: { Text: { Data: "x" } } } },
      }),
    ),
  ).rejects.toMatchObject({ name: "MessageRejected" });
});

// AWS delivers to people; only the local cloud can be looked into.
describe.runIf(process.env["CONFORMANCE_ENDPOINT"] !== "aws")("the outbox", () => {
  test("shows a simple message", async () => {
    const { MessageId } = await ses.send(
      new SendEmailCommand({
        FromEmailAddress: `Ops <${from}>`,
        Destination: { ToAddresses: ["simple@acme.example"], CcAddresses: ["cc@acme.example"] },
        ReplyToAddresses: [from],
        EmailTags: [{ Name: "kind", Value: "welcome" }],
        Content: {
          Simple: {
            Subject: { Data: "Hällo" },
            Body: { Text: { Data: "text" }, Html: { Data: "<b>html</b>" } },
          },
        },
      }),
    );
    expect(await outbox("simple@acme.example")).toMatchObject([
      {
        id: MessageId,
        channel: "email",
        from: `Ops <${from}>`,
        cc: ["cc@acme.example"],
        replyTo: [from],
        subject: "Hällo",
        text: "text",
        html: "<b>html</b>",
        tags: { kind: "welcome" },
      },
    ]);
  });

  test("reads a raw message", async () => {
    const Data = Buffer.from(
      [
        `From: ${from}`,
        "To: raw@acme.example",
        "Subject: =?UTF-8?B?SMOkbGxv?=",
        'Content-Type: multipart/alternative; boundary="b"',
        "",
        "--b",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: quoted-printable",
        "",
        "caf=C3=A9",
        "--b",
        "Content-Type: text/html; charset=utf-8",
        "Content-Transfer-Encoding: base64",
        "",
        Buffer.from("<i>café</i>").toString("base64"),
        "--b--",
        "",
      ].join("\r\n"),
    );
    await ses.send(new SendEmailCommand({ Content: { Raw: { Data } } }));
    expect(await outbox("raw@acme.example")).toMatchObject([
      { from, subject: "Hällo", text: "café", html: "<i>café</i>", raw: Data.toString("utf8") },
    ]);
  });

  test("takes what the first API sends", async () => {
    const before = new SESClient(settings);
    const Destination = { ToAddresses: ["before@acme.example"] };
    const { MessageId } = await before.send(
      new SendEmailBefore({
        Source: from,
        Destination,
        Message: { Subject: { Data: "old" }, Body: { Text: { Data: "text" } } },
      }),
    );
    expect(await outbox("before@acme.example")).toMatchObject([{ id: MessageId, subject: "old" }]);
    const RawMessage = {
      Data: Buffer.from(`From: ${from}\r\nTo: raw1@acme.example\r\nSubject: s\r\n\r\nbody`),
    };
    await before.send(new SendRawEmailCommand({ RawMessage }));
    expect(await outbox("raw1@acme.example")).toMatchObject([{ subject: "s", text: "body" }]);
    const refused = new SendEmailBefore({
      Source: "stranger@unknown.example",
      Destination,
      Message: { Subject: { Data: "old" }, Body: { Text: { Data: "text" } } },
    });
    await expect(before.send(refused)).rejects.toMatchObject({ name: "MessageRejected" });
  });

  test("refuses templates loudly", async () => {
    await expect(
      ses.send(
        new SendEmailCommand({
          FromEmailAddress: from,
          Destination: { ToAddresses: ["t@acme.example"] },
          Content: { Template: { TemplateName: "welcome", TemplateData: "{}" } },
        }),
      ),
    ).rejects.toMatchObject({ name: "NotSupportedByLocalCloud" });
  });
});

test("the account tells its quota", async () => {
  const { SendingEnabled, SendQuota } = await ses.send(new GetAccountCommand({}));
  expect(SendingEnabled).toBe(true);
  expect(SendQuota?.Max24HourSend).toBeGreaterThan(0);
});
