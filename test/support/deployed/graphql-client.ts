import { AwsClient } from "aws4fetch";

/** What a GraphQL API answered. */
export interface Answer {
  readonly data: Record<string, unknown> | null;
  readonly errors: readonly GraphqlProblem[];
}

export interface GraphqlProblem {
  readonly message: string;
  readonly errorType?: string;
  readonly errorInfo?: Readonly<Record<string, unknown>> | null;
  readonly path?: readonly (string | number)[] | null;
}

/** One caller of one API. */
export interface GraphqlClient {
  query(document: string, variables?: object): Promise<Answer>;
  /** The same for operations that are meant to work. @throws where there are errors */
  data<T = Record<string, never>>(document: string, variables?: object): Promise<T>;
  /** The same for operations that are meant to fail. @returns the first error; @throws where there is none */
  refused(document: string, variables?: object): Promise<GraphqlProblem>;
}

/** A signed-in user's. @param token an access or ID token, read anew for each request */
export function userClient(url: string, token: () => string): GraphqlClient {
  return client(async (body) => post(url, body, { authorization: token() }));
}

/** The system's, with AWS credentials. @param headers such as `x-plinth-tenant` */
export function systemClient(
  url: string,
  region: string,
  credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  },
  headers: Readonly<Record<string, string>>,
): GraphqlClient {
  const signer = new AwsClient({ ...credentials, region, service: "appsync", retries: 0 });
  return client(async (body) => {
    const signed = await signer.sign(url, {
      method: "POST",
      body,
      headers: { "content-type": "application/json", ...headers },
    });
    return await fetch(signed);
  });
}

/** Calls with any headers, signed or not. */
export function post(
  url: string,
  body: string,
  headers: Readonly<Record<string, string>>,
): Promise<Response> {
  return fetch(url, { method: "POST", body, headers: { "content-type": "application/json", ...headers } });
}

function client(send: (body: string) => Promise<Response>): GraphqlClient {
  async function query(document: string, variables: object = {}): Promise<Answer> {
    const response = await send(JSON.stringify({ query: document, variables }));
    const { data = null, errors = [] } = (await response.json()) as Partial<Answer>;
    return { data, errors };
  }
  return {
    query,
    async data<T>(document: string, variables?: object) {
      const { data, errors } = await query(document, variables);
      if (errors.length > 0) throw new Error(`${document}\n${JSON.stringify(errors, null, 2)}`);
      return data as T;
    },
    async refused(document, variables) {
      const { data, errors } = await query(document, variables);
      const [first] = errors;
      if (first === undefined) throw new Error(`Was not refused: ${document}\n${JSON.stringify(data)}`);
      return first;
    },
  };
}
