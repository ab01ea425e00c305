import type { StackProps } from "aws-cdk-lib";
import { Construct } from "constructs";
import type { Bundles } from "./runtime/bundle.ts";
import { type App, Stack } from "./runtime/cdk.cjs";
import { AlarmTopic } from "./runtime/constructs/alarm-topic.ts";
import type { AppStage } from "./runtime/constructs/app-stage.ts";
import { FilesBucket } from "./runtime/constructs/files-bucket.ts";
import { foundationPaths } from "./runtime/constructs/foundation-values.ts";
import { pascalCase } from "./runtime/constructs/pascal-case.ts";
import { PreTokenFunction } from "./runtime/constructs/pre-token-function.ts";
import { type BackendSettings, triggeredBy } from "./runtime/constructs/settings.ts";
import { SharedValues } from "./runtime/constructs/shared-values.ts";
import { Table } from "./runtime/constructs/table.ts";
import { UserFunction } from "./runtime/constructs/user-function.ts";
import { UserPool } from "./runtime/constructs/user-pool.ts";

export interface AppStackProps extends StackProps {
  readonly appStage: AppStage;
  readonly backend: BackendSettings;
  readonly bundles: Bundles;
}

/** What holds data and lives for years: tables, users, files. Adding a model or an index changes nothing here. */
export class FoundationStack extends Stack {
  readonly table: Table;
  /** Tables of the models that are `.dedicated()`, by model. */
  readonly dedicatedTables: Readonly<Record<string, Table>>;
  readonly files: FilesBucket;
  readonly alarmTopic: AlarmTopic;
  readonly preToken: PreTokenFunction;
  /** The project's functions on sign-in events, by name. */
  readonly signInFunctions: Readonly<Record<string, UserFunction>>;
  readonly userPool: UserPool;

  constructor(app: App, id: string, { appStage, backend, bundles, ...props }: AppStackProps) {
    super(app, id, { description: `${appStage.prefix}: what holds data. Made with Plinth.`, ...props });
    this.table = new Table(this, "Table");
    const dedicated = new Construct(this, "Dedicated");
    this.dedicatedTables = Object.fromEntries(
      backend.models
        .filter((model) => model.dedicated)
        .map(({ name }) => [name, new Table(dedicated, `${name}Table`)]),
    );
    this.files = new FilesBucket(this, "Files");
    this.alarmTopic = new AlarmTopic(this, "Alarms", { email: backend.app.budget.email });

    const alarmTopicArn = this.alarmTopic.resource.ref;
    this.preToken = new PreTokenFunction(this, "PreToken", {
      appStage,
      code: bundles.lambda("pre-token"),
      table: this.table,
      alarmTopicArn,
    });
    const signIn = backend.functions.filter(triggeredBy("signIn"));
    const functions = new Construct(this, "Functions");
    this.signInFunctions = Object.fromEntries(
      signIn.map((settings) => [
        settings.name,
        new UserFunction(functions, `${pascalCase(settings.name)}Function`, {
          appStage,
          settings,
          alarmTopicArn,
          code: bundles.lambda(settings.name),
          environment: {},
        }),
      ]),
    );
    this.userPool = new UserPool(this, "Users", {
      appStage,
      preToken: this.preToken.lambda,
      triggers: Object.fromEntries(
        signIn.map(({ name, trigger }) => [trigger.event, this.signInFunctions[name]?.lambda]),
      ),
    });
    this.#publishValues(appStage);
  }

  /** Hands names over to the service stack and to Plinth's commands. */
  #publishValues(appStage: AppStage): void {
    const values = new SharedValues(this, "Values", appStage);
    const publishTable = (model: string | null, table: Table) => {
      const of = model === null ? "the pooled table" : `the table of ${model}`;
      values.publish(foundationPaths.tableName(model), table.ref, `Name of ${of}.`);
      values.publish(foundationPaths.tableStreamArn(model), table.attrStreamArn, `Stream of ${of}.`);
    };
    publishTable(null, this.table);
    for (const [model, table] of Object.entries(this.dedicatedTables)) publishTable(model, table);
    values.publish(foundationPaths.userPoolId, this.userPool.resource.ref, "The user pool.");
    values.publish(
      foundationPaths.userPoolClientId,
      this.userPool.client.ref,
      "App client of browsers and phones.",
    );
    values.publish(foundationPaths.filesBucket, this.files.resource.ref, "Bucket of uploaded files.");
    values.publish(foundationPaths.alarmTopicArn, this.alarmTopic.resource.ref, "Topic that alarms go to.");
  }
}
