/** What Plinth reads of a CloudFormation template. */
export interface Template {
  readonly resources: Readonly<Record<string, TemplateResource>>;
  readonly metadata: Readonly<Record<string, unknown>>;
}

export interface TemplateResource {
  readonly type: string;
  readonly properties: unknown;
  readonly metadata: Readonly<Record<string, unknown>>;
}

const nothing: Template = { resources: {}, metadata: {} };

/** @param text a template in JSON, as the CDK writes it; anything else holds nothing that we know */
export function parseTemplate(text: string | null): Template {
  if (text === null) return nothing;
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return nothing;
  }
  const { Resources, Metadata } = asObject(content);
  return {
    resources: Object.fromEntries(
      Object.entries(asObject(Resources)).map(([id, resource]) => {
        const { Type, Properties, Metadata: metadata } = asObject(resource);
        return [id, { type: String(Type), properties: Properties ?? {}, metadata: asObject(metadata) }];
      }),
    ),
    metadata: asObject(Metadata),
  };
}

/**
 * Is a template the one that CloudFormation has? It gives back every character beyond ASCII as a question mark, and may
 * lay the text out anew.
 */
export function isSameTemplate(deployed: string | null, wanted: string): boolean {
  if (deployed === null) return false;
  return deployed === wanted || canonical(deployed) === canonical(wanted);
}

function canonical(text: string): string {
  const ascii = text.replace(/[\u{80}-\u{10ffff}]/gu, "?");
  try {
    return JSON.stringify(JSON.parse(ascii));
  } catch {
    return ascii;
  }
}

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
