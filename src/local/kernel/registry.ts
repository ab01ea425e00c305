import type { HttpRequest } from "../protocols/http-message.ts";
import type { ServiceModel } from "../protocols/model.ts";
import { restRouter } from "../protocols/routes.ts";
import { claimedScope } from "../signing/verify-signature.ts";
import type { Service } from "./service.ts";
import { notSupportedHere, WireError } from "./wire-error.ts";

/** Which operation of which service a request means. */
export interface Target {
  readonly service: Service;
  readonly model: ServiceModel;
  readonly operation: string;
  /** REST path labels, still encoded. */
  readonly labels: Readonly<Record<string, string>>;
}

/**
 * Tells requests apart as AWS's endpoints do: by the JSON target header, by the credential scope and path, by the
 * query protocol's Action.
 */
export function registry(services: readonly Service[]) {
  const models = services.flatMap((service) =>
    service.models.map((model) => ({ service, model, route: restRouter(model, service.routePrefix) })),
  );

  return {
    /**
     * @returns null where the request is no AWS API call
     * @throws WireError where it is one that is not supported
     */
    find(request: HttpRequest): Target | null {
      const target = request.headers["x-amz-target"];
      if (target !== undefined) return byTarget(target);
      const scope = claimedScope(request);
      if (scope !== null) return byScope(scope.service, request);
      return byAction(request, models);
    },

    /** The model that a request would have been answered by, to write errors in its protocol. */
    modelFor(request: HttpRequest): ServiceModel | null {
      const target = request.headers["x-amz-target"]?.split(".")[0];
      const scope = safeScope(request);
      return (
        models.find(({ model }) =>
          target === undefined ? model.signingName === scope : model.target === target,
        )?.model ?? null
      );
    },
  };

  function byTarget(target: string): Target {
    const [prefix = "", operation = ""] = target.split(".");
    const found = models.find(({ model }) => model.target === prefix);
    if (found === undefined)
      throw notSupportedHere(`the service behind the target ${JSON.stringify(prefix)}`);
    return { ...found, operation: supported(found.model, found.service, operation), labels: {} };
  }

  function byScope(signingName: string, request: HttpRequest): Target {
    const candidates = models.filter(({ model }) => model.signingName === signingName);
    if (candidates.length === 0) throw notSupportedHere(`the service ${JSON.stringify(signingName)}`);
    const action = byAction(request, candidates);
    if (action !== null) return action;
    for (const { service, model, route } of candidates) {
      const match = route(request.method, request.path, request.query);
      if (match !== null) return { service, model, ...match };
    }
    throw notSupportedHere(`${request.method} ${request.path} of the service ${signingName}`);
  }

  function byAction(request: HttpRequest, candidates: typeof models): Target | null {
    if (
      !request.headers["content-type"]?.startsWith("application/x-www-form-urlencoded") ||
      request.body === null
    )
      return null;
    const form = new URLSearchParams(Buffer.from(request.body).toString("utf8"));
    const action = form.get("Action");
    if (action === null) return null;
    const ofVersion = candidates.filter(
      ({ model }) => model.protocol === "query" && model.apiVersion === form.get("Version"),
    );
    const found = ofVersion.find(({ model }) => action in model.operations) ?? ofVersion[0];
    if (found === undefined) return null;
    return { ...found, operation: supported(found.model, found.service, action), labels: {} };
  }
}

function supported(model: ServiceModel, service: Service, operation: string): string {
  if (Object.hasOwn(model.operations, operation) && Object.hasOwn(service.operations, operation))
    return operation;
  if (model.unsupported.includes(operation) || Object.hasOwn(model.operations, operation)) {
    throw notSupportedHere(`the operation ${service.name}:${operation}`);
  }
  throw new WireError(
    "UnknownOperationException",
    `${service.name} has no operation ${JSON.stringify(operation.slice(0, 100))}`,
    400,
  );
}

function safeScope(request: HttpRequest): string | null {
  try {
    return claimedScope(request)?.service ?? null;
  } catch {
    return null;
  }
}
