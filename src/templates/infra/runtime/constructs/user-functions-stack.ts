import type { Construct } from "constructs";
import type { Bundles } from "../bundle.ts";
import { NestedStack } from "../cdk.cjs";
import type { AppStage } from "./app-stage.ts";
import type { DeadLetterQueue } from "./dead-letter-queue.ts";
import { FileUploadRule } from "./file-upload-rule.ts";
import type { FilesFunction } from "./files-function.ts";
import type { FoundationValues } from "./foundation-values.ts";
import type { GraphqlApi } from "./graphql-api.ts";
import type { HttpApi } from "./http-api.ts";
import { LambdaFields } from "./lambda-fields.ts";
import { pascalCase } from "./pascal-case.ts";
import { Schedule } from "./schedule.ts";
import type { FunctionSettings } from "./settings.ts";
import { UserFunction } from "./user-function.ts";

/** What the functions' triggers need from the service stack. */
export interface UserFunctionsContext {
  readonly appStage: AppStage;
  readonly bundles: Bundles;
  readonly foundation: FoundationValues;
  readonly api: GraphqlApi;
  /** There when a function has an `http` trigger. */
  readonly httpApi: HttpApi | undefined;
  readonly deadLetters: DeadLetterQueue;
  /** There when the app has files. */
  readonly filesFunction: FilesFunction | undefined;
}

/** A share of the project's functions, each with its trigger. */
export class UserFunctionsStack extends NestedStack {
  /** By name. */
  readonly functions: Readonly<Record<string, UserFunction>>;
  readonly #context: UserFunctionsContext;

  constructor(
    scope: Construct,
    id: string,
    functions: readonly FunctionSettings[],
    context: UserFunctionsContext,
  ) {
    super(scope, id);
    this.#context = context;
    context.api.afterSchema(this);
    this.functions = Object.fromEntries(functions.map((settings) => [settings.name, this.#add(settings)]));
  }

  #add(settings: FunctionSettings): UserFunction {
    const { appStage, bundles, foundation, api, deadLetters, filesFunction } = this.#context;
    const files = settings.trigger.kind === "fileUpload" ? filesFunction : undefined;
    const added = new UserFunction(this, `${pascalCase(settings.name)}Function`, {
      appStage,
      settings,
      code: bundles.lambda(settings.name),
      alarmTopicArn: foundation.alarmTopicArn,
      environment: {
        PLINTH_GRAPHQL_URL: api.resource.attrGraphQlUrl,
        ...(files && { PLINTH_FILES_BUCKET: foundation.filesBucket }),
      },
      managedPolicyArns: [api.callPolicy.ref, ...(files ? [files.readPolicy.ref] : [])],
      ...(isAsynchronous(settings) && { deadLetterQueueArn: deadLetters.resource.attrArn }),
    });
    this.#connect(added, settings);
    return added;
  }

  #connect(added: UserFunction, { trigger }: FunctionSettings): void {
    const { foundation, api, httpApi, bundles, deadLetters } = this.#context;
    const handler = added.lambda;
    const deadLetterQueueArn = deadLetters.resource.attrArn;
    switch (trigger.kind) {
      case "query":
        new LambdaFields(added, "Api", { api, bundles, handler }).add("Query", trigger.field);
        break;
      case "mutation":
        new LambdaFields(added, "Api", { api, bundles, handler }).add("Mutation", trigger.field);
        break;
      case "http":
        httpApi?.addRoute(added, { ...trigger, handler });
        break;
      case "schedule":
        new Schedule(added, "Schedule", { ...trigger, handler, deadLetterQueueArn });
        break;
      case "fileUpload":
        new FileUploadRule(added, "Rule", {
          ...trigger,
          bucket: foundation.filesBucket,
          handler,
          deadLetterQueueArn,
        });
        break;
      case "modelChange": // The changes worker invokes it by its name.
      case "signIn": // It stands in the foundation stack, beside the user pool.
        break;
    }
  }
}

/** Nobody waits for its answer, so a failure has to be kept. */
function isAsynchronous({ trigger }: FunctionSettings): boolean {
  return ["fileUpload", "modelChange", "schedule"].includes(trigger.kind);
}
