import { build } from "esbuild";

/** The external modules of APPSYNC_JS. */
const external = ["@aws-appsync/utils", "@aws-appsync/utils/dynamodb"];

/**
 * Bundles a function's TypeScript or JavaScript file into the one ES module AppSync takes.
 *
 * @param file absolute path, or source text with `{ text, folder }` (imports are resolved from the folder)
 */
export async function bundleFunction(
  file: string | { readonly text: string; readonly folder: string },
): Promise<string> {
  const entry =
    typeof file === "string"
      ? { entryPoints: [file] }
      : { stdin: { contents: file.text, resolveDir: file.folder, loader: "ts" as const } };
  const { outputFiles } = await build({
    ...entry,
    bundle: true,
    write: false,
    format: "esm",
    target: "es2020",
    platform: "node",
    external,
    logLevel: "silent",
  });
  return outputFiles[0]?.text ?? "";
}
