import { cloudPage, consolePage, type Page } from "../deploy/client/console-pages.ts";
import { readOutputs } from "../deploy/client/read-outputs.ts";
import { exitCode, UserError } from "../errors/user-error.ts";
import { openBrowser } from "../project/open-browser.ts";
import type { OperationContext } from "./context.ts";
import { notDeployed } from "./stage/not-deployed.ts";
import { type StageInput, withStage } from "./stage/with-stage.ts";

export { type Page, pages } from "../deploy/client/console-pages.ts";

export interface OpenInput extends StageInput {
  readonly page: Page;
  /** Show it in a browser, rather than only find out where it is. */
  readonly browser: boolean;
}

export interface OpenResult {
  readonly page: Page;
  readonly url: string;
  /** A browser was told to show it. */
  readonly opened: boolean;
}

/**
 * Finds a stage's page: in AWS's console, or what the local cloud has instead.
 *
 * @throws UserError NOT_DEPLOYED; NO_SUCH_PAGE; NOT_RUNNING where the stage's cloud would end with this command
 */
export async function open(input: OpenInput, context: OperationContext): Promise<OpenResult> {
  const { page, browser } = input;
  return withStage(input, context, async ({ connection, app, name, account, temporary }) => {
    if (temporary) throw notRunning();
    const outputs = await readOutputs(connection, { app: app.name, stage: name, account });
    if (outputs === null) throw notDeployed(name);
    const { endpoint } = connection;
    const url = endpoint === null ? consolePage(page, outputs) : cloudPage(page, outputs, endpoint);
    if (url === null) throw noSuchPage(page, name);
    return { page, url, opened: browser && (await openBrowser(url)) };
  });
}

function notRunning(): UserError {
  return new UserError({
    code: "NOT_RUNNING",
    message: "The local cloud is not running, and has no pages.",
    remedy: "Start it: plinth dev, or plinth cloud start",
    exit: exitCode.refused,
  });
}

function noSuchPage(page: Page, stage: string): UserError {
  return new UserError({
    code: "NO_SUCH_PAGE",
    message: `The stage "${stage}" has no page for ${page}.`,
    remedy:
      "The local cloud has: plinth open api, plinth open console (the outbox). Stages on AWS have all of them.",
  });
}
