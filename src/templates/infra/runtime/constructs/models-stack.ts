import { Construct } from "constructs";
import { NestedStack } from "../cdk.cjs";
import type { ModelSpec } from "../data/spec.ts";
import { modelResolvers } from "../resolvers/manifest.ts";
import type { ApiSteps } from "./api-steps.ts";
import { FieldResolver } from "./field-resolver.ts";
import type { GraphqlApi } from "./graphql-api.ts";

export interface ModelsStackProps {
  readonly api: GraphqlApi;
  readonly steps: ApiSteps;
  /** The models whose resolvers it holds. */
  readonly models: readonly ModelSpec[];
  /** Every model there is. */
  readonly allModels: readonly ModelSpec[];
}

/** The resolvers of a share of the models. `plinth.lock.json` says which, so that none ever moves. */
export class ModelsStack extends NestedStack {
  constructor(scope: Construct, id: string, { api, steps, models, allModels }: ModelsStackProps) {
    super(scope, id);
    api.afterSchema(this);
    for (const model of models) {
      const group = new Construct(this, `${model.name}Fields`);
      for (const { steps: row, ...field } of modelResolvers(model, allModels)) {
        new FieldResolver(group, { api, ...field, functionIds: row.map((step) => steps.idOf(step)) });
      }
    }
  }
}
