import { print } from "graphql";
import type { Generator } from "../generator.ts";
import { schemaDocument } from "./schema-document.ts";

/** Writes `infra/schema.gen.graphql`. */
export const graphql: Generator = (backend) => [
  {
    path: "infra/schema.gen.graphql",
    content: { kind: "text", text: `${print(schemaDocument(backend))}\n` },
  },
];
