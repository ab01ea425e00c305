import type {
  FunctionConfiguration,
  ListVersionsByFunctionRequest,
  ListVersionsByFunctionResponse,
  PublishVersionRequest,
} from "@aws-sdk/client-lambda";
import type { Operation } from "../../../kernel/service.ts";
import { notSupportedHere } from "../../../kernel/wire-error.ts";
import type { Engine } from "../engine.ts";
import { invalidParameter, preconditionFailed } from "../errors.ts";
import { findFunction, functionAccess, readReference } from "../functions.ts";
import { page } from "../page.ts";
import { presentConfiguration } from "../present.ts";
import { publish } from "../versions.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_PublishVersion.html */
export const publishVersion = ({
  state,
  context,
}: Engine): Operation<PublishVersionRequest, FunctionConfiguration> => ({
  access: (input) => functionAccess("PublishVersion", readReference(input.FunctionName), state, context),

  handle(input) {
    if (input.PublishTo !== undefined) throw notSupportedHere("lambda:PublishVersion with PublishTo");
    const { name } = readReference(input.FunctionName);
    const record = findFunction(state, name, context);
    if (input.RevisionId !== undefined && input.RevisionId !== record.latest.revisionId)
      throw preconditionFailed();
    const hash = Buffer.from(record.latest.codeHash, "hex").toString("base64");
    if (input.CodeSha256 !== undefined && input.CodeSha256 !== hash)
      throw invalidParameter(
        `CodeSHA256 (${input.CodeSha256}) is different from current CodeSHA256 in $LATEST (${hash}). Please try again with the CodeSHA256 in $LATEST.`,
      );
    const { record: written, configuration } = publish(record, input.Description ?? null, context);
    state.functions.put(name, written);
    return presentConfiguration(name, configuration, configuration.version, context);
  },
});

/** https://docs.aws.amazon.com/lambda/latest/api/API_ListVersionsByFunction.html */
export const listVersionsByFunction = ({
  state,
  context,
}: Engine): Operation<ListVersionsByFunctionRequest, ListVersionsByFunctionResponse> => ({
  access: (input) =>
    functionAccess("ListVersionsByFunction", readReference(input.FunctionName), state, context),

  handle(input) {
    const { name } = readReference(input.FunctionName);
    const record = findFunction(state, name, context);
    const published = Object.values(record.versions).sort((a, b) => Number(a.version) - Number(b.version));
    const { items, NextMarker } = page([record.latest, ...published], input, (one) => one.version);
    return {
      Versions: items.map((one) => presentConfiguration(name, one, one.version, context)),
      NextMarker,
    };
  },
});
