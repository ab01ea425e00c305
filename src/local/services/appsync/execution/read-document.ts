import {
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  NoSchemaIntrospectionCustomRule,
  type OperationDefinitionNode,
  parse,
  specifiedRules,
  validate,
} from "graphql";
import { queryDepth } from "./query-depth.ts";
import type { RequestTrace } from "./request-trace.ts";
import { requestError, syntaxError, validationError } from "./response.ts";

/** AppSync's limit of tokens in one document. */
const mostTokens = 15_000;

/** Clients send the same few documents again and again: they are read once. */
const mostKept = 500;

interface Kept {
  readonly document: DocumentNode;
  readonly problems: readonly GraphQLError[];
}

/** A document with the operation to run, or what is wrong with it. */
export type ReadDocument =
  | { readonly document: DocumentNode; readonly operation: OperationDefinitionNode }
  | { readonly errors: readonly object[] };

/**
 * Reads and checks documents of one API.
 *
 * @param depthLimit 0: none
 */
export function documentReader(schema: GraphQLSchema, introspectionDisabled: boolean, depthLimit: number) {
  const rules = introspectionDisabled ? [...specifiedRules, NoSchemaIntrospectionCustomRule] : specifiedRules;
  const kept = new Map<string, Kept>();

  function checked(text: string, trace: RequestTrace): Kept {
    const known = kept.get(text);
    if (known !== undefined) return known;
    const begin = performance.now();
    const document = parse(text, { maxTokens: mostTokens });
    const parsed = performance.now();
    const problems = validate(schema, document, rules, { hideSuggestions: true });
    trace.parsed = parsed - begin;
    trace.validated = performance.now() - parsed;
    if (kept.size >= mostKept) kept.clear();
    const fresh = { document, problems };
    kept.set(text, fresh);
    return fresh;
  }

  return (text: string, operationName: string | null, trace: RequestTrace): ReadDocument => {
    let read: Kept;
    try {
      read = checked(text, trace);
    } catch (problem) {
      return { errors: [syntaxError(problem)] };
    }
    const { document, problems } = read;
    if (problems.length > 0) return { errors: problems.map((each) => validationError(each, document)) };
    const operation = getOperationAST(document, operationName);
    if (!operation) {
      const message =
        operationName === null
          ? "Must provide operation name if query contains multiple operations."
          : `Unknown operation named '${operationName}'.`;
      return { errors: [requestError("BadRequestException", message)] };
    }
    if (depthLimit > 0 && queryDepth(document, operation) > depthLimit) {
      const message = `Query depth exceeds the limit of ${depthLimit}`;
      return { errors: [requestError("QueryDepthLimitReached", message)] };
    }
    return { document, operation };
  };
}
