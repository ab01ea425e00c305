import { Construct } from "constructs";
import type { Bundles } from "../bundle.ts";
import type { AppStage } from "./app-stage.ts";
import type { FoundationValues } from "./foundation-values.ts";
import type { GraphqlApi } from "./graphql-api.ts";
import { watchFailures } from "./lambda-alarms.ts";
import { LambdaFields } from "./lambda-fields.ts";
import { LambdaFunction } from "./lambda-function.ts";
import { allow, tenantFiles } from "./policy.ts";
import { SharedPolicy } from "./shared-policy.ts";

export interface FilesFunctionProps {
  readonly appStage: AppStage;
  readonly foundation: FoundationValues;
  readonly api: GraphqlApi;
  readonly bundles: Bundles;
}

/** Signs the URLs by which browsers upload and download files. A URL can do only what this function can. */
export class FilesFunction extends Construct {
  readonly lambda: LambdaFunction;
  /** Lets functions that hear of uploads read them. */
  readonly readPolicy: SharedPolicy;

  constructor(scope: Construct, id: string, { appStage, foundation, api, bundles }: FilesFunctionProps) {
    super(scope, id);
    this.lambda = new LambdaFunction(this, "Function", {
      appStage,
      code: bundles.lambda("files"),
      name: "files",
      description: "Signs URLs for uploads and downloads.",
      environment: { PLINTH_FILES_BUCKET: foundation.filesBucket },
      timeoutSeconds: 10,
      memoryMb: 512,
      statements: [],
      wildcards: {
        "Keys of files begin with their owner, who is checked for each URL; the function signs for all of them.":
          allow(["s3:GetObject", "s3:PutObject"], [tenantFiles(foundation.filesBucket)]),
      },
    });
    watchFailures(this, "Failures", this.lambda, foundation.alarmTopicArn);
    this.readPolicy = new SharedPolicy(this, "ReadPolicy", {
      "Functions on uploads read what was uploaded, by whichever tenant.": allow(
        ["s3:GetObject"],
        [tenantFiles(foundation.filesBucket)],
      ),
    });
    const fields = new LambdaFields(this, "Api", { api, bundles, handler: this.lambda });
    fields.add("Mutation", "createUpload");
    fields.add("File", "url", true);
  }
}
