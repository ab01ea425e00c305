import { StringDecoder } from "node:string_decoder";

/** Cuts bytes into lines, each with its line end. What is left without one when the stream ends is lost with it. */
export function lineReader(receive: (line: string) => void): (bytes: Buffer) => void {
  const decoder = new StringDecoder("utf8");
  let rest = "";
  return (bytes) => {
    const lines = (rest + decoder.write(bytes)).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) if (line !== "") receive(`${line}\n`);
  };
}
