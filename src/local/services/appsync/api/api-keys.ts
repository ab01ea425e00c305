import type {
  ApiKey,
  CreateApiKeyRequest,
  CreateApiKeyResponse,
  DeleteApiKeyRequest,
  ListApiKeysRequest,
  ListApiKeysResponse,
  UpdateApiKeyRequest,
  UpdateApiKeyResponse,
} from "@aws-sdk/client-appsync";
import type { Operation } from "../../../kernel/service.ts";
import { WireError } from "../../../kernel/wire-error.ts";
import { arnOf } from "../arns.ts";
import { notFound } from "../errors.ts";
import { allOf } from "../state.ts";
import { apiOf, type Control, pageOf, said } from "./control.ts";

const day = 24 * 60 * 60;

/** https://docs.aws.amazon.com/appsync/latest/APIReference/API_CreateApiKey.html */
export const createApiKey = (control: Control): Operation<CreateApiKeyRequest, CreateApiKeyResponse> => ({
  access: (input) => access(control, "CreateApiKey", input.apiId),
  handle(input) {
    apiOf(control, input.apiId);
    const id = `da2-${control.context.ids.lower(26)}`;
    return { apiKey: write(control, input.apiId ?? "", id, input) };
  },
});

/** https://docs.aws.amazon.com/appsync/latest/APIReference/API_UpdateApiKey.html */
export const updateApiKey = (control: Control): Operation<UpdateApiKeyRequest, UpdateApiKeyResponse> => ({
  access: (input) => access(control, "UpdateApiKey", input.apiId),
  handle(input) {
    const known = keyOf(control, input);
    return { apiKey: write(control, input.apiId ?? "", known.id ?? "", { ...known, ...said(input) }) };
  },
});

/** https://docs.aws.amazon.com/appsync/latest/APIReference/API_ListApiKeys.html */
export const listApiKeys = (control: Control): Operation<ListApiKeysRequest, ListApiKeysResponse> => ({
  access: (input) => access(control, "ListApiKeys", input.apiId),
  handle(input) {
    apiOf(control, input.apiId);
    const { page, nextToken } = pageOf(allOf(control.state.apiKeys, input.apiId ?? ""), input);
    return { apiKeys: page, nextToken };
  },
});

/** https://docs.aws.amazon.com/appsync/latest/APIReference/API_DeleteApiKey.html */
export const deleteApiKey = (control: Control): Operation<DeleteApiKeyRequest> => ({
  access: (input) => access(control, "DeleteApiKey", input.apiId),
  handle(input) {
    keyOf(control, input);
    control.state.apiKeys.delete(`${input.apiId}/${input.id}`);
    return {};
  },
});

const access = ({ context }: Control, operation: string, apiId: string | undefined) => [
  { action: `appsync:${operation}`, resource: arnOf(context, apiId ?? "") },
];

function keyOf(control: Control, { apiId, id }: DeleteApiKeyRequest): ApiKey {
  apiOf(control, apiId);
  const found = control.state.apiKeys.get(`${apiId}/${id}`);
  if (found === undefined) throw notFound(`API key ${id} not found.`);
  return found;
}

/** Keys live 7 days unless told otherwise, and end on a full hour. */
function write(
  { state, context }: Control,
  apiId: string,
  id: string,
  wanted: { readonly description?: string | undefined; readonly expires?: number | undefined },
): ApiKey {
  const now = Math.floor(context.clock.now() / 1000);
  const end = wanted.expires ?? now + 7 * day;
  if (end < now + day - 3600 || end > now + 365 * day + 3600) {
    throw new WireError(
      "ApiKeyValidityOutOfBoundsException",
      "API key validity must be between 1 and 365 days.",
    );
  }
  const expires = end - (end % 3600);
  const apiKey = said({ id, description: wanted.description, expires, deletes: expires + 60 * day });
  state.apiKeys.put(`${apiId}/${id}`, apiKey);
  return apiKey;
}
