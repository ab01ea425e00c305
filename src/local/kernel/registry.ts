import type { HttpRequest } from "../protocols/http-message.ts";
import type { ServiceModel } from "../protocols/model.ts";
import { type Match, restRouter } from "../protocols/routes.ts";
import { claimedScope } from "../signing/verify-signature.ts";
import type { Service } from "./service.ts";
import { notSupportedHere, WireError } from "./wire-error.ts";

/** Which operation of which service a request means. */
export interface Target extends Match {
  readonly service: Service;
  readonly model: ServiceModel;
}

/**
 * Tells requests apart as AWS's endpoints do: by the JSON target header, by the credential scope and path, by the
 * query protocol's Action.
 */
export function registry(services: readonly Service[]) {
  const models = services.flatMap((service) =>
    service.models.map((model) => ({ service, model, route: routeOf(service, model) })),
  );

  return {
    /**
     * @returns null where the request is no AWS API call
     * @throws WireError where it is one that is not supported
     */
    find(request: HttpRequest): Target | null {
      // A browser asks whether it may call; that is no call yet.
      if (request.method === "OPTIONS") return null;
      const target = request.headers["x-amz-target"];
      if (target !== undefined) return byTarget(target);
      const scope = claimedScope(request);
      if (scope !== null) return byScope(scope.service, request);
      return byAction(request, models);
    },

    /** An API call that needs no signature to be told (an object that everybody may read). */
    findUnsigned(request: HttpRequest): Target | null {
      for (const { service, model, route } of models) {
        const match = service.route === undefined ? null : route(request, false);
        if (match !== null) return supportedMatch(model, service, match);
      }
      return null;
    },

    /** The model that a request would have been answered by, to write errors in its protocol. */
    modelFor(request: HttpRequest): ServiceModel | null {
      const target = request.headers["x-amz-target"]?.split(".")[0];
      const scope = safeScope(request);
      const candidates = models.filter(({ model }) =>
        target === undefined ? model.signingName === scope : model.target === target,
      );
      // Some services speak two protocols: a form is the older one.
      const older = isForm(request) && candidates.find(({ model }) => model.protocol === "query");
      return (older || candidates[0])?.model ?? null;
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
      const match = route(request, true);
      if (match !== null) return supportedMatch(model, service, match);
    }
    throw notSupportedHere(`${request.method} ${request.path} of the service ${signingName}`);
  }

  function byAction(request: HttpRequest, candidates: typeof models): Target | null {
    if (!isForm(request) || request.body === null) return null;
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

function routeOf(service: Service, model: ServiceModel) {
  if (service.route !== undefined) return service.route;
  const route = restRouter(model);
  return ({ method, path, query }: HttpRequest) => route(method, path, query);
}

function supportedMatch(model: ServiceModel, service: Service, match: Match): Target {
  supported(model, service, match.operation);
  return { service, model, ...match };
}

function isForm(request: HttpRequest): boolean {
  return request.headers["content-type"]?.startsWith("application/x-www-form-urlencoded") === true;
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
