import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { HttpRequest, HttpResponse, RequestHead } from "../protocols/http-message.ts";
import type { ServiceModel } from "../protocols/model.ts";
import type { Match } from "../protocols/routes.ts";
import type { Signature } from "../signing/verify-signature.ts";
import type { Clock } from "./clock.ts";
import type { Identities } from "./identities.ts";
import type { Ids } from "./ids.ts";
import type { Store } from "./store.ts";

/**
 * One AWS service inside the local cloud. Every folder under `services/` exports one `ServiceFactory` from its
 * `index.ts` and looks the same: `api/<operation>.ts`, `resources/<cloudformation-type>.ts`, `state.ts`, `errors.ts`,
 * `README.md`. `services/ssm/` is the one to copy.
 */
export interface Service {
  /** The folder's name, and the name other services call it by. */
  readonly name: string;
  readonly models: readonly ServiceModel[];
  /** Keyed by AWS's operation name. */
  readonly operations: Readonly<Record<string, Operation>>;
  /** Keyed by CloudFormation type. */
  readonly resources?: Readonly<Record<string, ResourceType>>;
  /** For requests that are no AWS API calls: GraphQL, JWKS, form uploads. Null: not mine. */
  readonly http?: (request: HttpRequest) => Promise<HttpResponse | null> | HttpResponse | null;
  /** `http` is asked before API calls are told apart: clients may sign these requests, too (GraphQL). */
  readonly httpFirst?: boolean;
  /** WebSockets, after the guard against other sites. False: not mine. */
  readonly upgrade?: (message: IncomingMessage, socket: Duplex, head: Buffer) => boolean;
  /**
   * For services that tell their operations apart by more than the model's paths (S3: hosts, sub-resources): takes the
   * place of the model's routes. Asked about unsigned requests too, after every `http`; null: not mine.
   */
  readonly route?: (request: HttpRequest, signed: boolean) => Match | null;
  /** Requests whose body is not read in advance: operations and `http` find it in `request.stream`. */
  readonly streamed?: (head: RequestHead) => boolean;
  /** The last word on the response of one of its operations, errors included: headers that no shape knows (CORS). */
  readonly finish?: (request: HttpRequest, response: HttpResponse, match: Match) => HttpResponse;
  /** After every service exists: timers, pollers. */
  start?(): void | Promise<void>;
  /** Ends timers and children; open work is finished or safely abandoned. */
  stop?(): void | Promise<void>;
}

export type ServiceFactory = (context: ServiceContext) => Service;

/** What the composition root (`cloud.ts`) hands to each service. */
export interface ServiceContext {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly region: string;
  /** 12 digits. */
  readonly accountId: string;
  readonly store: Store;
  /** Folder for large bytes (objects, Lambda code), or a temporary one where the state is in memory. */
  readonly blobFolder: string;
  /** How clients reach this cloud: `http://localhost:4500`. Known after the server listens. */
  readonly baseUrl: () => string;
  /** Turns an address that was given out when this state's cloud had another port into today's; leaves all else. */
  readonly currentAddress: (text: string) => string;
  /** The way to every other service. */
  readonly call: CallPort;
  /** Keys and their holders, for what is signed outside the Authorization header (S3's form uploads). */
  readonly identities: Identities;
  /** CloudFormation's handlers of all services, by type. */
  readonly resourceTypes: () => ReadonlyMap<string, ResourceType>;
  /** Lines for the person who started the cloud. */
  readonly log: (line: string) => void;
}

/**
 * Calls an operation of another service inside the process, as somebody: the same access check and handler as over the
 * wire, without encoding. Services stay strangers to each other.
 *
 * @throws WireError as the operation would answer it
 */
export type CallPort = (
  service: string,
  operation: string,
  input: object,
  as: Caller,
  within?: Within,
) => Promise<Record<string, unknown>>;

/**
 * Runs the handler of an operation or, where it is asynchronous, its last synchronous part (`finish`). What this returns is
 * the output, so that a caller can note it in the transaction that makes it true. A promise: the last part is still to come.
 */
export type Within = <R>(work: () => R) => R;

/** Who makes a call. */
export interface Caller {
  readonly kind: "root" | "role" | "service" | "anonymous";
  /**
   * `arn:aws:sts::123456789012:assumed-role/name/session`; empty for anonymous. Of kind service: the resource that the
   * service acts for, which policies see as `aws:SourceArn`.
   */
  readonly arn: string;
  readonly accountId: string;
  readonly userId: string;
  /** kind role: the role's own ARN, whose policies decide. */
  readonly roleArn: string | null;
  /** kind service: `events.amazonaws.com`. */
  readonly servicePrincipal: string | null;
  /** Session policies (JSON texts) that narrow a role. */
  readonly sessionPolicies: readonly string[];
  /** `aws:PrincipalTag/...` */
  readonly tags: Readonly<Record<string, string>>;
  /** kind role: who vouched for the session's holder (AssumeRoleWithWebIdentity). Kind anonymous: who does now. */
  readonly webIdentity?: WebIdentity;
}

/** What a token of an identity provider says of its holder. Policies see it as `<provider>:sub`, `:aud` and `:amr`. */
export interface WebIdentity {
  /** `cognito-identity.amazonaws.com` */
  readonly provider: string;
  readonly subject: string;
  readonly audience: string;
  /** How they proved who they are: `authenticated`, and the names of their logins. */
  readonly methods: readonly string[];
}

export interface Call {
  readonly service: string;
  readonly operation: string;
  readonly caller: Caller;
  readonly requestId: string;
  /** Null for calls inside the process. */
  readonly request: HttpRequest | null;
  /** Null for calls inside the process, and unsigned ones. The chunks of a streamed body continue it. */
  readonly signature: Signature | null;
  readonly within?: Within | undefined;
}

/** One AWS operation. Input and output are the SDK's own request and response types. */
export interface Operation<Input = never, Output = object> {
  /**
   * The IAM actions, resources and condition keys that the call needs. An empty list: anybody with credentials.
   * `anonymous` in its place: nobody need sign (Cognito's sign-in operations).
   */
  readonly access: "anonymous" | ((input: Input, call: Call) => readonly Access[]);
  handle(input: Input, call: Call): Output | Promise<Output>;
}

export interface Access {
  /** `ssm:GetParameter` */
  readonly action: string;
  /** An ARN, or `*`. */
  readonly resource: string;
  /** `dynamodb:LeadingKeys` and the like. */
  readonly conditions?: Readonly<Record<string, string | readonly string[]>>;
  /** The resource's own policy (JSON), where it has one. */
  readonly resourcePolicy?: string | null;
  /** The resource's policy must allow, whatever the caller's own policies say: trust policies of roles, policies of KMS keys. */
  readonly resourcePolicyDecides?: boolean;
}

/** How CloudFormation makes, changes and removes one type of resource. */
export interface ResourceType {
  /** `AWS::SSM::Parameter` */
  readonly type: string;
  create(properties: Properties, context: ResourceContext): Promise<Provisioned> | Provisioned;
  /** Only for changes that do not replace; types without it are always replaced. */
  update?(
    physicalId: string,
    properties: Properties,
    previous: Properties,
    context: ResourceContext,
  ): Promise<Provisioned> | Provisioned;
  /** Removing what is gone already is no error. */
  delete(physicalId: string, properties: Properties, context: ResourceContext): Promise<void> | void;
}

export type Properties = Readonly<Record<string, unknown>>;

export interface Provisioned {
  /** What `Ref` gives. */
  readonly physicalId: string;
  /** What `Fn::GetAtt` gives, by attribute name (`Outputs.X` for nested stacks). */
  readonly attributes: Readonly<Record<string, unknown>>;
}

export interface ResourceContext {
  readonly logicalId: string;
  readonly stackName: string;
  readonly stackId: string;
  /** A name as CloudFormation makes them: `<stack>-<logical id>-<12 random characters>`, cut to fit. */
  readonly generatedName: (maxLength: number) => string;
  /** Stack-level tags. */
  readonly tags: Readonly<Record<string, string>>;
  /** Who deploys. */
  readonly caller: Caller;
  readonly call: CallPort;
}
