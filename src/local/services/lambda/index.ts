import { join } from "node:path";
import type { Service, ServiceContext } from "../../kernel/service.ts";
import type { HttpRequest, HttpResponse } from "../../protocols/http-message.ts";
import type { ServiceModel } from "../../protocols/model.ts";
import {
  deleteFunctionConcurrency,
  getFunctionConcurrency,
  putFunctionConcurrency,
} from "./api/concurrency.ts";
import { createFunction } from "./api/create-function.ts";
import { deleteFunction } from "./api/delete-function.ts";
import {
  deleteFunctionEventInvokeConfig,
  getFunctionEventInvokeConfig,
  putFunctionEventInvokeConfig,
} from "./api/event-invoke-config.ts";
import {
  createEventSourceMapping,
  deleteEventSourceMapping,
  getEventSourceMapping,
  listEventSourceMappings,
  updateEventSourceMapping,
} from "./api/event-source-mappings.ts";
import { getFunction, getFunctionConfiguration, listFunctions } from "./api/get-function.ts";
import { invoke } from "./api/invoke.ts";
import { addPermission, getPolicy, removePermission } from "./api/permissions.ts";
import { listVersionsByFunction, publishVersion } from "./api/publish-version.ts";
import { listTags, tagResource, untagResource } from "./api/tags.ts";
import { updateFunctionCode, updateFunctionConfiguration } from "./api/update-function.ts";
import { eventQueue } from "./asynchronous/event-queue.ts";
import { codeStore } from "./code/code-store.ts";
import { codeSweeper } from "./code/code-sweeper.ts";
import type { Engine } from "./engine.ts";
import { executor } from "./execution/executor.ts";
import { roleSessions } from "./execution/role-session.ts";
import { functionMetrics } from "./metrics/function-metrics.ts";
import { measured } from "./metrics/measured.ts";
import model from "./model.gen.json" with { type: "json" };
import { eventInvokeConfig } from "./resources/event-invoke-config.ts";
import { eventSourceMapping } from "./resources/event-source-mapping.ts";
import { lambdaFunction } from "./resources/lambda-function.ts";
import { lambdaPermission } from "./resources/lambda-permission.ts";
import { sources } from "./sources/sources.ts";
import { lambdaState } from "./state.ts";

/** Lambda: functions in processes of their own, invoked directly, through a queue, or by what happens elsewhere. */
export function lambda(context: ServiceContext): Service {
  const state = lambdaState(context.store);
  const sessions = roleSessions(context);
  const code = codeStore(join(context.blobFolder, "lambda"));
  const metrics = functionMetrics(context);
  const unused = codeSweeper(
    code,
    () => usedCode(engine),
    context.clock,
    (error) => context.log(`lambda: ${String(error)}`),
  );
  const running = measured(executor(context, code, sessions), metrics);
  const engine: Engine = {
    state,
    context,
    code,
    sessions,
    executor: running,
    events: eventQueue(state, context, running, sessions),
    sources: sources(state, context, running, sessions, metrics),
  };
  return {
    name: "lambda",
    models: [model as unknown as ServiceModel],
    operations: {
      AddPermission: addPermission(engine),
      CreateEventSourceMapping: createEventSourceMapping(engine),
      CreateFunction: createFunction(engine),
      DeleteEventSourceMapping: deleteEventSourceMapping(engine),
      DeleteFunction: deleteFunction(engine),
      DeleteFunctionConcurrency: deleteFunctionConcurrency(engine),
      DeleteFunctionEventInvokeConfig: deleteFunctionEventInvokeConfig(engine),
      GetEventSourceMapping: getEventSourceMapping(engine),
      GetFunction: getFunction(engine),
      GetFunctionConcurrency: getFunctionConcurrency(engine),
      GetFunctionConfiguration: getFunctionConfiguration(engine),
      GetFunctionEventInvokeConfig: getFunctionEventInvokeConfig(engine),
      GetPolicy: getPolicy(engine),
      Invoke: invoke(engine),
      ListEventSourceMappings: listEventSourceMappings(engine),
      ListFunctions: listFunctions(engine),
      ListTags: listTags(engine),
      ListVersionsByFunction: listVersionsByFunction(engine),
      PublishVersion: publishVersion(engine),
      PutFunctionConcurrency: putFunctionConcurrency(engine),
      PutFunctionEventInvokeConfig: putFunctionEventInvokeConfig(engine),
      RemovePermission: removePermission(engine),
      TagResource: tagResource(engine),
      UntagResource: untagResource(engine),
      UpdateEventSourceMapping: updateEventSourceMapping(engine),
      UpdateFunctionCode: updateFunctionCode(engine),
      UpdateFunctionConfiguration: updateFunctionConfiguration(engine),
    },
    resources: {
      [eventInvokeConfig.type]: eventInvokeConfig,
      [eventSourceMapping.type]: eventSourceMapping,
      [lambdaFunction.type]: lambdaFunction,
      [lambdaPermission.type]: lambdaPermission,
    },
    http: (request) => downloadCode(request, engine),
    start() {
      // Nothing runs yet.
      const used = usedCode(engine);
      for (const hash of code.hashes()) if (!used.has(hash)) code.remove(hash);
      unused.start();
      metrics.start();
      engine.events.start();
      engine.sources.start();
    },
    async stop() {
      const settled = Promise.all([engine.events.stop(), engine.sources.stop()]);
      await running.stop();
      await settled;
      await metrics.stop();
      await unused.stop();
    },
  };
}

/** Where GetFunction says the code is: the hash of the code is as good as a signature, nobody else can know it. */
function downloadCode(request: HttpRequest, { code, state, context }: Engine): HttpResponse | null {
  const hash = /^\/_lambda\/code\/([0-9a-f]{64})\.zip$/.exec(request.path)?.[1];
  if (hash === undefined || !usedCode({ state, context }).has(hash)) return null;
  return { status: 200, headers: { "content-type": "application/zip" }, body: code.zipOf(hash) };
}

function usedCode({ state }: Pick<Engine, "state" | "context">): Set<string> {
  return new Set(
    state.functions
      .list()
      .flatMap(({ value }) =>
        [value.latest, ...Object.values(value.versions)].map(({ codeHash }) => codeHash),
      ),
  );
}
