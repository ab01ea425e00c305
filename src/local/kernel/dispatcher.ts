import { decodeInput, encodeOutput } from "../protocols/codec.ts";
import { encodeError } from "../protocols/errors.ts";
import type { HttpRequest, HttpResponse } from "../protocols/http-message.ts";
import type { ServiceModel } from "../protocols/model.ts";
import { type Signature, verifySignature } from "../signing/verify-signature.ts";
import type { Clock } from "./clock.ts";
import { finish } from "./finish.ts";
import type { Identities } from "./identities.ts";
import type { Ids } from "./ids.ts";
import { registry, type Target } from "./registry.ts";
import type { Access, Call, Caller, CallPort, Service } from "./service.ts";
import type { ServiceSet } from "./service-set.ts";
import { WireError } from "./wire-error.ts";

export interface Dispatcher {
  /** Answers one HTTP request. Never throws: every failure becomes an AWS-shaped error. */
  answer(request: HttpRequest): Promise<HttpResponse>;
  readonly call: CallPort;
  /** After a service was loaded: requests may mean it from now on. */
  refresh(): void;
}

/**
 * The one path of every request: find the operation, verify the signature, decode, check access, handle, encode.
 *
 * @param identities keys, roles and the policies that decide (the iam service)
 * @param report is told of failures that are this cloud's own bugs
 * @param observe is told of every operation, whoever calls it
 */
export function dispatcher(
  services: ServiceSet,
  identities: Identities,
  clock: Clock,
  ids: Ids,
  report: (error: unknown, where: string) => void,
  observe: (service: string, operation: string, caller: Caller) => void = () => {},
): Dispatcher {
  let find = registry(services.loaded());

  async function perform(service: Service, operation: string, input: object, call: Call): Promise<object> {
    observe(service.name, operation, call.caller);
    const implementation = service.operations[operation];
    if (implementation === undefined)
      throw new WireError("InternalFailure", `${service.name} has no ${operation}`, 500);
    if (implementation.access !== "anonymous") {
      const needed = implementation.access(input as never, call);
      // Only a resource's own policy can allow what nobody has signed.
      const mayBePublic = needed.length > 0 && needed.every(({ resourcePolicy }) => resourcePolicy);
      if (call.caller.kind === "anonymous" && !mayBePublic) {
        throw new WireError("MissingAuthenticationTokenException", "Missing Authentication Token", 403);
      }
      for (const access of needed) identities.check(call.caller, access);
    }
    return await finish(call, () => implementation.handle(input as never, call));
  }

  async function answerCall(target: Target, request: HttpRequest, requestId: string): Promise<HttpResponse> {
    const signature = verifySignature(request, identities.secretOf, clock.now());
    const { service, model, operation } = target;
    const read =
      target.headers === undefined
        ? request
        : { ...request, headers: { ...request.headers, ...target.headers } };
    const input = decodeInput(model, operation, read, target.labels);
    const output = await perform(service, operation, input, {
      service: service.name,
      operation,
      caller: callerOf(signature),
      requestId,
      request: read,
      signature,
    });
    const encoded = encodeOutput(model, operation, output as Record<string, unknown>, requestId);
    return {
      ...encoded,
      headers: { "x-amzn-requestid": requestId, "x-amz-request-id": requestId, ...encoded.headers },
    };
  }

  function callerOf(signature: Signature | null): Caller {
    return signature === null ? identities.anonymous : identities.callerOf(signature.accessKeyId);
  }

  async function answerOther(request: HttpRequest, first: boolean): Promise<HttpResponse | null> {
    for (const service of services.loaded()) {
      if ((service.httpFirst ?? false) !== first) continue;
      const response = await service.http?.(request);
      if (response) return response;
    }
    return null;
  }

  function answerError(error: unknown, model: ServiceModel | null, request: HttpRequest, requestId: string) {
    const known = error instanceof WireError;
    if (!known) report(error, `${request.method} ${request.path}`);
    const wire = known
      ? error
      : new WireError("InternalFailure", "The local cloud failed. Its log says where.", 500);
    const encoded = encodeError(wire, model?.protocol ?? "restJson", model, requestId);
    return {
      ...encoded,
      headers: { "x-amzn-requestid": requestId, "x-amz-request-id": requestId, ...encoded.headers },
    };
  }

  return {
    refresh() {
      find = registry(services.loaded());
    },

    async answer(request) {
      const requestId = ids.uuid();
      let target: Target | null = null;
      const finish = (response: HttpResponse) =>
        target?.service.finish?.(request, response, target) ?? response;
      try {
        const waking = services.wakeByForm(request);
        if (waking !== null) await waking;
        const first = await answerOther(request, true);
        if (first !== null) return first;
        target = find.find(request);
        if (target !== null) return finish(await answerCall(target, request, requestId));
        const other = await answerOther(request, false);
        if (other !== null) return other;
        target = find.findUnsigned(request);
        if (target !== null) return finish(await answerCall(target, request, requestId));
        throw new WireError(
          "MissingAuthenticationTokenException",
          `Nothing answers ${request.method} ${request.path} here.`,
          403,
        );
      } catch (error) {
        return finish(answerError(error, target?.model ?? find.modelFor(request), request, requestId));
      }
    },

    async call(service, operation, input, as, within) {
      // One that is there is called at once: callers may count on what happens before their own next turn.
      const found = services.named(service) ?? (await services.load(service));
      const requestId = ids.uuid();
      const call: Call = {
        service,
        operation,
        caller: as,
        requestId,
        request: null,
        signature: null,
        within,
      };
      return (await perform(found, operation, input, call)) as Record<string, unknown>;
    },
  };
}

export type { Access };
