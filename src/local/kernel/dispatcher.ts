import { decodeInput, encodeOutput } from "../protocols/codec.ts";
import { encodeError } from "../protocols/errors.ts";
import type { HttpRequest, HttpResponse } from "../protocols/http-message.ts";
import { verifySignature } from "../signing/verify-signature.ts";
import type { Clock } from "./clock.ts";
import type { Identities } from "./identities.ts";
import type { Ids } from "./ids.ts";
import { registry, type Target } from "./registry.ts";
import type { Access, Call, Caller, CallPort, Service } from "./service.ts";
import { WireError } from "./wire-error.ts";

export interface Dispatcher {
  /** Answers one HTTP request. Never throws: every failure becomes an AWS-shaped error. */
  answer(request: HttpRequest): Promise<HttpResponse>;
  readonly call: CallPort;
}

/**
 * The one path of every request: find the operation, verify the signature, decode, check access, handle, encode.
 *
 * @param identities keys, roles and the policies that decide (the iam service)
 * @param report is told of failures that are this cloud's own bugs
 */
export function dispatcher(
  services: readonly Service[],
  identities: Identities,
  clock: Clock,
  ids: Ids,
  report: (error: unknown, where: string) => void,
): Dispatcher {
  const find = registry(services);
  const byName = new Map(services.map((service) => [service.name, service]));

  async function perform(service: Service, operation: string, input: object, call: Call): Promise<object> {
    const implementation = service.operations[operation];
    if (implementation === undefined)
      throw new WireError("InternalFailure", `${service.name} has no ${operation}`, 500);
    if (implementation.access !== "anonymous") {
      if (call.caller.kind === "anonymous") {
        throw new WireError("MissingAuthenticationTokenException", "Missing Authentication Token", 403);
      }
      for (const access of implementation.access(input as never, call)) identities.check(call.caller, access);
    }
    return await implementation.handle(input as never, call);
  }

  async function answerCall(target: Target, request: HttpRequest, requestId: string): Promise<HttpResponse> {
    const caller = authenticate(request);
    const { service, model, operation } = target;
    const input = decodeInput(model, operation, request, target.labels);
    const output = await perform(service, operation, input, {
      service: service.name,
      operation,
      caller,
      requestId,
      request,
    });
    const encoded = encodeOutput(model, operation, output as Record<string, unknown>, requestId);
    return {
      ...encoded,
      headers: { "x-amzn-requestid": requestId, "x-amz-request-id": requestId, ...encoded.headers },
    };
  }

  function authenticate(request: HttpRequest): Caller {
    const signature = verifySignature(request, identities.secretOf, clock.now());
    return signature === null ? identities.anonymous : identities.callerOf(signature.accessKeyId);
  }

  return {
    async answer(request) {
      const requestId = ids.uuid();
      try {
        const target = find.find(request);
        if (target !== null) return await answerCall(target, request, requestId);
        for (const service of services) {
          const response = await service.http?.(request);
          if (response) return response;
        }
        throw new WireError(
          "MissingAuthenticationTokenException",
          `Nothing answers ${request.method} ${request.path} here.`,
          403,
        );
      } catch (error) {
        const known = error instanceof WireError;
        if (!known) report(error, `${request.method} ${request.path}`);
        const wire = known
          ? error
          : new WireError("InternalFailure", "The local cloud failed. Its log says where.", 500);
        const model = find.modelFor(request);
        const encoded = encodeError(wire, model?.protocol ?? "restJson", model, requestId);
        return { ...encoded, headers: { "x-amzn-requestid": requestId, ...encoded.headers } };
      }
    },

    async call(service, operation, input, as) {
      const found = byName.get(service);
      if (found === undefined) throw new WireError("InternalFailure", `There is no service ${service}`, 500);
      const call: Call = { service, operation, caller: as, requestId: ids.uuid(), request: null };
      return (await perform(found, operation, input, call)) as Record<string, unknown>;
    },
  };
}

export type { Access };
