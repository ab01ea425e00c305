import { expect, test } from "vitest";
import type { ManifestCommand } from "../../../../src/cli/help/manifest.ts";
import { renderCommandHelp } from "../../../../src/cli/help/render-command-help.ts";
import { renderOverview } from "../../../../src/cli/help/render-overview.ts";
import { colourStyle, plainStyle } from "../../../../src/cli/style.ts";

const command: ManifestCommand = {
  id: "tenant:create",
  summary: "Make a tenant.",
  description:
    "Safe to repeat: a tenant that is there already is left as it is, and its administrator is invited again.",
  group: "Operate",
  args: { name: { name: "name", description: "Name of the tenant.", required: true } },
  flags: {
    admin: {
      name: "admin",
      char: "a",
      type: "option",
      summary: "Who administers it.",
      helpValue: "<e-mail>",
    },
    plan: { name: "plan", type: "option", summary: "What it pays for.", options: ["free", "pro"] },
    notify: { name: "notify", type: "boolean", summary: "Send the invitation.", allowNo: true },
    secret: { name: "secret", type: "boolean", hidden: true },
    json: { name: "json", type: "boolean", summary: "Machine output.", helpGroup: "GLOBAL" },
  },
  examples: [
    {
      description: "A tenant with an administrator:",
      command: "plinth tenant create acme -a jane@acme.example",
    },
  ],
};

test("a command's page names every argument, flag and example", () => {
  expect(renderCommandHelp(command, plainStyle, 72)).toBe(`Make a tenant.

USAGE
  $ plinth tenant create NAME [flags]

  Safe to repeat: a tenant that is there already is left as it is, and
  its administrator is invited again.

ARGUMENTS
  NAME  Name of the tenant.

FLAGS
  -a, --admin <e-mail>   Who administers it.
      --plan <free|pro>  What it pays for.
      --[no-]notify      Send the invitation.

FLAGS OF EVERY COMMAND
  --json  Machine output.

EXAMPLES
  A tenant with an administrator:
  $ plinth tenant create acme -a jane@acme.example
`);
});

test("the overview has one line a command, under the heading of its group", () => {
  const text = renderOverview(
    [command, { ...command, id: "init", group: "Start", summary: "Make a new project." }],
    plainStyle,
    80,
  );
  expect(text).toContain(
    "START\n  init            Make a new project.\n\nOPERATE\n  tenant create   Make a tenant.",
  );
});

test("colour changes nothing but escape sequences", () => {
  const sequences = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, "g");
  const coloured = renderCommandHelp(command, colourStyle, 72);
  expect(coloured).not.toBe(renderCommandHelp(command, plainStyle, 72));
  expect(coloured.replace(sequences, "")).toBe(renderCommandHelp(command, plainStyle, 72));
});

test("no line is wider than the terminal", () => {
  for (const width of [60, 80, 100]) {
    const lines = renderCommandHelp({ ...command, examples: [] }, plainStyle, width).split("\n");
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width);
  }
});
