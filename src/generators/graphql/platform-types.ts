import type { TypeDefinitionNode } from "graphql";
import { enumType, field, input, inputType, objectType } from "./ast/definitions.ts";
import { everybody } from "./ast/directives.ts";
import { required } from "./ast/types.ts";

/** Types that stand in every schema that uses them. */
export const platformTypes: readonly TypeDefinitionNode[] = [
  enumType("SortDirection", null, { ASC: "Smallest or oldest first.", DESC: "Biggest or newest first." }),
  enumType("ChangeKind", "What a mutation did.", {
    created: null,
    updated: null,
    deleted: null,
    restored: null,
  }),
  objectType(
    "File",
    "A stored file.",
    [
      field("key", required("String")),
      field("name", required("String"), { description: "As it was called where it came from." }),
      field("size", required("Float"), { description: "In bytes." }),
      field("contentType", required("String")),
      field("url", required("AWSURL"), { description: "To download it; valid for a short time." }),
    ],
    everybody,
  ),
  inputType("FileInput", "A file whose bytes were sent to the url that createUpload gave.", [
    input("key", required("String"), "From createUpload."),
    input("name", required("String")),
    input("size", required("Float"), "In bytes."),
    input("contentType", required("String")),
  ]),
  inputType("UploadCreate", null, [
    input("name", required("String")),
    input("size", required("Float"), "In bytes."),
    input("contentType", required("String"), "A media type, such as image/png."),
    input("folder", "String", "Up to three names, such as invoices/scans."),
  ]),
  objectType(
    "Upload",
    null,
    [
      field("key", required("String"), { description: "For the key of a FileInput." }),
      field("url", required("AWSURL"), { description: "Send the bytes here." }),
      field("method", required("String"), { description: "PUT." }),
      field("headers", required("AWSJSON"), { description: "An object: headers to send along." }),
      field("expiresAt", required("AWSDateTime")),
    ],
    everybody,
  ),
  inputType("Disconnect", "Takes a tenant, a user, or both.", [
    input("tenantId", "ID"),
    input("userId", "ID"),
    input("from", "Int", "Number of the subscription fields that are done already."),
  ]),
];
