import { spawn } from "node:child_process";

/**
 * Opens an address in the browser of whoever sits at this machine. Where there is none, nothing happens.
 *
 * @param url of ours: it becomes an argument of the system's own opener
 */
export function openInBrowser(url: string): void {
  const [program, ...words] = openers[process.platform] ?? ["xdg-open"];
  const child = spawn(program ?? "xdg-open", [...words, url], { stdio: "ignore", detached: true });
  child.on("error", () => {});
  child.unref();
}

const openers: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: ["open"],
  // `start` is a word of the shell; rundll32 is a program, and reads no characters as commands.
  win32: ["rundll32", "url.dll,FileProtocolHandler"],
};
