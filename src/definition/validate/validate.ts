import type { Report } from "../finding.ts";
import type { Backend } from "../ir.ts";
import type { DefinitionDraft } from "../read/read-definition.ts";

/** Everything that can only be checked with the whole definition at hand. */
export function validate(_draft: DefinitionDraft, _backend: Backend, _report: Report): void {}
