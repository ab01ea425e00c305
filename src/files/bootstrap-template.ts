import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "./package-root.ts";
import { templatesFolder } from "./template-text.ts";

/**
 * The CDK's own bootstrap template, which `cdk bootstrap` deploys too: the bucket for assets and the roles that deploy.
 *
 * @returns YAML
 */
export function bootstrapTemplate(): string {
  const inSources = import.meta.url.endsWith(".ts");
  const path = inSources
    ? join(packageRoot(), "node_modules/aws-cdk/lib/api/bootstrap/bootstrap-template.yaml")
    : join(templatesFolder(), "bootstrap.yaml");
  return readFileSync(path, "utf8");
}
