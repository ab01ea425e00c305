import type {
  AddPermissionRequest,
  AddPermissionResponse,
  GetPolicyRequest,
  GetPolicyResponse,
  RemovePermissionRequest,
} from "@aws-sdk/client-lambda";
import { own } from "../../../kernel/own.ts";
import type { Operation, ServiceContext } from "../../../kernel/service.ts";
import { notSupportedHere, WireError } from "../../../kernel/wire-error.ts";
import type { Engine } from "../engine.ts";
import { conflict, invalidParameter, notFound, preconditionFailed, validation } from "../errors.ts";
import { findTarget, functionAccess, functionArn, policyText, readReference } from "../functions.ts";
import type { FunctionRecord, PermissionStatement } from "../state.ts";

const longestPolicy = 20_480;

/** https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html */
export const addPermission = ({
  state,
  context,
}: Engine): Operation<AddPermissionRequest, AddPermissionResponse> => ({
  access: (input) =>
    functionAccess("AddPermission", readReference(input.FunctionName, input.Qualifier), state, context),

  handle(input) {
    const wanted = readReference(input.FunctionName, input.Qualifier);
    const { record } = findTarget(state, wanted, context);
    checkRevision(record, input.RevisionId);
    const qualifier = wanted.qualifier ?? "$LATEST";
    const existing = own(record.permissions, qualifier) ?? [];
    const statement = statementOf(input, functionArn(wanted.name, wanted.qualifier, context), context);
    if (existing.some(({ Sid }) => Sid === statement.Sid)) {
      throw conflict(
        `The statement id (${statement.Sid}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
      );
    }
    const permissions = { ...record.permissions, [qualifier]: [...existing, statement] };
    const updated = { ...record, permissions, policyRevision: context.ids.uuid() };
    const size = policyText(updated, qualifier)?.length ?? 0;
    if (size > longestPolicy)
      throw new WireError(
        "PolicyLengthExceededException",
        `The final policy size (${size}) is bigger than the limit (${longestPolicy}).`,
      );
    state.functions.put(record.name, updated);
    return { Statement: JSON.stringify(statement) };
  },
});

/** https://docs.aws.amazon.com/lambda/latest/api/API_RemovePermission.html */
export const removePermission = ({ state, context }: Engine): Operation<RemovePermissionRequest> => ({
  access: (input) =>
    functionAccess("RemovePermission", readReference(input.FunctionName, input.Qualifier), state, context),

  handle(input) {
    const wanted = readReference(input.FunctionName, input.Qualifier);
    const { record } = findTarget(state, wanted, context);
    checkRevision(record, input.RevisionId);
    const qualifier = wanted.qualifier ?? "$LATEST";
    const existing = own(record.permissions, qualifier) ?? [];
    const kept = existing.filter(({ Sid }) => Sid !== input.StatementId);
    if (kept.length === existing.length)
      throw notFound(`Statement ${input.StatementId} is not found in resource policy.`);
    const permissions = { ...record.permissions, [qualifier]: kept };
    state.functions.put(record.name, { ...record, permissions, policyRevision: context.ids.uuid() });
    return {};
  },
});

/** https://docs.aws.amazon.com/lambda/latest/api/API_GetPolicy.html */
export const getPolicy = ({ state, context }: Engine): Operation<GetPolicyRequest, GetPolicyResponse> => ({
  access: (input) =>
    functionAccess("GetPolicy", readReference(input.FunctionName, input.Qualifier), state, context),

  handle(input) {
    const wanted = readReference(input.FunctionName, input.Qualifier);
    const { record } = findTarget(state, wanted, context);
    const text = policyText(record, wanted.qualifier ?? "$LATEST");
    if (text === null) throw notFound("The resource you requested does not exist.");
    return { Policy: text, RevisionId: record.policyRevision };
  },
});

function statementOf(
  input: AddPermissionRequest,
  resource: string,
  { accountId }: ServiceContext,
): PermissionStatement {
  const sid = input.StatementId ?? "";
  if (!/^[a-zA-Z0-9-_]{1,100}$/.test(sid))
    throw validation(`Value '${sid}' at 'statementId' failed to satisfy constraint: ([a-zA-Z0-9-_]+)`);
  if (!/^(lambda:[*]|lambda:[a-zA-Z]+|[*])$/.test(input.Action ?? ""))
    throw validation(
      `Value '${input.Action}' at 'action' failed to satisfy constraint: (lambda:[*]|lambda:[a-zA-Z]+|[*])`,
    );
  const unsupported = (
    ["FunctionUrlAuthType", "InvokedViaFunctionUrl", "PrincipalOrgID", "EventSourceToken"] as const
  ).find((name) => input[name] !== undefined);
  if (unsupported !== undefined) throw notSupportedHere(`Lambda permissions with ${unsupported}`);
  const condition = {
    ...(input.SourceAccount && { StringEquals: { "AWS:SourceAccount": input.SourceAccount } }),
    ...(input.SourceArn && { ArnLike: { "AWS:SourceArn": input.SourceArn } }),
  };
  return {
    Sid: sid,
    Effect: "Allow",
    Principal: principalOf(input.Principal ?? "", accountId),
    Action: input.Action ?? "",
    Resource: resource,
    ...(Object.keys(condition).length > 0 && { Condition: condition }),
  };
}

function principalOf(principal: string, accountId: string): PermissionStatement["Principal"] {
  if (principal === "*") return "*";
  if (/^[a-z0-9.-]+\.amazonaws\.com$/.test(principal)) return { Service: principal };
  if (/^\d{12}$/.test(principal)) return { AWS: `arn:aws:iam::${principal}:root` };
  if (new RegExp(`^arn:aws:(iam|sts)::${accountId}:`).test(principal)) return { AWS: principal };
  throw invalidParameter("The provided principal was invalid. Please check the principal and try again.");
}

function checkRevision(record: FunctionRecord, revisionId: string | undefined): void {
  if (revisionId !== undefined && revisionId !== record.policyRevision) throw preconditionFailed();
}
