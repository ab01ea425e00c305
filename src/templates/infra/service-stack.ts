import { join } from "node:path";
import type { AppStackProps } from "./foundation-stack.ts";
import { type App, CfnOutput, Stack } from "./runtime/cdk.cjs";
import { ApiSteps } from "./runtime/constructs/api-steps.ts";
import { ChangesWorker } from "./runtime/constructs/changes-worker.ts";
import { DeadLetterQueue } from "./runtime/constructs/dead-letter-queue.ts";
import { describeBackend, descriptionKey } from "./runtime/constructs/describe-backend.ts";
import { FieldResolver } from "./runtime/constructs/field-resolver.ts";
import { FilesFunction } from "./runtime/constructs/files-function.ts";
import { type FoundationValues, readFoundation } from "./runtime/constructs/foundation-values.ts";
import { GraphqlApi } from "./runtime/constructs/graphql-api.ts";
import { HttpApi } from "./runtime/constructs/http-api.ts";
import { ModelsStack } from "./runtime/constructs/models-stack.ts";
import { MonthlyBudget } from "./runtime/constructs/monthly-budget.ts";
import { pascalCase } from "./runtime/constructs/pascal-case.ts";
import { ServiceAlarms } from "./runtime/constructs/service-alarms.ts";
import { ServiceDashboard } from "./runtime/constructs/service-dashboard.ts";
import { type BackendSettings, triggeredBy } from "./runtime/constructs/settings.ts";
import { SharedValues } from "./runtime/constructs/shared-values.ts";
import type { UserFunction } from "./runtime/constructs/user-function.ts";
import { UserFunctionsStack } from "./runtime/constructs/user-functions-stack.ts";
import { disconnectResolver } from "./runtime/resolvers/manifest.ts";
import { tableVariable } from "./runtime/resolvers/table-name.ts";

/** What serves: the API, functions, alarms. It holds no data and can be made anew at any time. */
export class ServiceStack extends Stack {
  readonly foundation: FoundationValues;
  readonly api: GraphqlApi;
  /** There when a function has an `http` trigger. */
  readonly httpApi: HttpApi | undefined;
  readonly deadLetters: DeadLetterQueue;
  readonly changes: ChangesWorker;
  /** There when the app has files. */
  readonly filesFunction: FilesFunction | undefined;
  /** The project's functions by name, but for those on sign-in events, which the foundation stack has. */
  readonly functions: Readonly<Record<string, UserFunction>>;
  readonly alarms: ServiceAlarms;
  readonly dashboard: ServiceDashboard;
  readonly budget: MonthlyBudget;

  constructor(app: App, id: string, { appStage, backend, bundles, ...props }: AppStackProps) {
    super(app, id, { description: `${appStage.prefix}: what serves. Made with Plinth.`, ...props });
    this.templateOptions.metadata = { [descriptionKey]: describeBackend(backend) };
    const values = new SharedValues(this, "Values", appStage);
    const dedicated = backend.models.filter((model) => model.dedicated).map(({ name }) => name);
    this.foundation = readFoundation(values, dedicated);
    const { tables, userPoolId, userPoolClientId, alarmTopicArn } = this.foundation;

    this.api = new GraphqlApi(this, "Api", {
      appStage,
      schemaFile: join(import.meta.dirname, "schema.gen.graphql"),
      userPoolId,
      userPoolClientId,
      environment: Object.fromEntries(tables.map(({ model, name }) => [tableVariable(model), name])),
    });
    this.deadLetters = new DeadLetterQueue(this, "DeadLetters");
    this.changes = new ChangesWorker(this, "Changes", {
      appStage,
      code: bundles.lambda("changes"),
      foundation: this.foundation,
      listeners: backend.functions.filter(triggeredBy("modelChange")).map(({ name }) => name),
      deadLetters: this.deadLetters,
    });
    this.filesFunction = backend.files
      ? new FilesFunction(this, "Files", {
          appStage,
          foundation: this.foundation,
          api: this.api,
          bundles,
        })
      : undefined;
    this.#addModels(
      backend,
      new ApiSteps(this, "Steps", { api: this.api, bundles, region: this.region, tables }),
    );
    this.httpApi = backend.functions.some(triggeredBy("http"))
      ? new HttpApi(this, "HttpApi", { appStage, userPoolId, userPoolClientId })
      : undefined;
    this.functions = this.#addFunctions({ appStage, backend, bundles });
    this.alarms = new ServiceAlarms(this, "Alarms", {
      api: this.api,
      tables,
      deadLetters: this.deadLetters,
      topicArn: alarmTopicArn,
    });
    this.dashboard = new ServiceDashboard(this, "Dashboard", {
      appStage,
      api: this.api,
      tables,
      deadLetters: this.deadLetters,
      functions: [
        "changes",
        ...(backend.files ? ["files"] : []),
        "pre-token",
        ...backend.functions.map(({ name }) => name),
      ],
    });
    this.budget = new MonthlyBudget(this, "Budget", { appStage, alarmTopicArn });
    this.#publishValues(values);
  }

  /** The resolvers of the models, in the nested stacks that the lock file gave them. */
  #addModels({ models: allModels, modelStacks }: BackendSettings, steps: ApiSteps): void {
    const { api } = this;
    for (const [number, models] of Map.groupBy(allModels, ({ name }) => modelStacks[name])) {
      new ModelsStack(this, `Models${number}`, { api, steps, models, allModels });
    }
    const { steps: row, ...field } = disconnectResolver(allModels);
    new FieldResolver(this, { api, ...field, functionIds: row.map((step) => steps.idOf(step)) });
  }

  /** The project's functions, in the nested stacks that the lock file gave them. */
  #addFunctions({ appStage, backend, bundles }: Pick<AppStackProps, "appStage" | "backend" | "bundles">) {
    const here = backend.functions.filter(({ trigger }) => trigger.kind !== "signIn");
    const byStack = Map.groupBy(here, ({ stack }) => stack);
    const context = {
      appStage,
      bundles,
      foundation: this.foundation,
      api: this.api,
      httpApi: this.httpApi,
      deadLetters: this.deadLetters,
      filesFunction: this.filesFunction,
    };
    return Object.assign(
      {},
      ...[...byStack].map(
        ([number, functions]) =>
          new UserFunctionsStack(this, `Functions${number}`, functions, context).functions,
      ),
    );
  }

  /** Hands addresses over to clients and to Plinth's commands. */
  #publishValues(values: SharedValues): void {
    const { attrApiId, attrGraphQlUrl, attrRealtimeUrl } = this.api.resource;
    const addresses: Record<string, [value: string, description: string]> = {
      "api/id": [attrApiId, "Id of the GraphQL API."],
      "api/url": [attrGraphQlUrl, "Where queries and mutations go."],
      "api/realtime-url": [attrRealtimeUrl, "Where subscriptions go."],
      ...(this.httpApi && {
        "http/url": [this.httpApi.resource.attrApiEndpoint, "Where HTTP functions answer."],
      }),
    };
    for (const [path, [value, description]] of Object.entries(addresses)) {
      values.publish(path, value, description);
      new CfnOutput(this, pascalCase(path.replace("/", "-")), { value, description });
    }
  }
}
