import { spawn } from "node:child_process";

/**
 * Has the person's browser show a page. No shell comes between: an address is passed as it is.
 *
 * @param platform of `process`; the programs that know the browser differ
 * @returns false where there is no such program
 */
export async function openBrowser(
  url: string,
  platform: NodeJS.Platform = process.platform,
): Promise<boolean> {
  const [program, ...words] = browserCommand(url, platform);
  return new Promise((resolve) => {
    const child = spawn(program, words, { stdio: "ignore", detached: true, shell: false });
    child.once("error", () => resolve(false));
    child.once("spawn", () => {
      child.unref();
      resolve(true);
    });
  });
}

/** @returns the program, then its arguments */
export function browserCommand(url: string, platform: NodeJS.Platform): readonly [string, ...string[]] {
  if (platform === "darwin") return ["open", url];
  // `start` is a word of the shell, which would read the & of an address as its own.
  if (platform === "win32") return ["rundll32", "url.dll,FileProtocolHandler", url];
  return ["xdg-open", url];
}
