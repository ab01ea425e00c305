import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { certificateAuthority } from "./certificates/certificate-authority.ts";
import { addresses } from "./kernel/addresses.ts";
import { type Clock, systemClock } from "./kernel/clock.ts";
import { dispatcher } from "./kernel/dispatcher.ts";
import { randomIds } from "./kernel/ids.ts";
import { listen } from "./kernel/server.ts";
import type { Caller, CallPort, ServiceContext } from "./kernel/service.ts";
import { serviceSet } from "./kernel/service-set.ts";
import { openStore } from "./kernel/store.ts";
import type { HttpRequest, HttpResponse } from "./protocols/http-message.ts";
import { serviceEntries } from "./service-entries.ts";
import { identities, rootCredentials } from "./services/iam/identities.ts";
import { iamState } from "./services/iam/state.ts";

export interface CloudOptions {
  /** 0: any free port. */
  readonly port: number;
  /** Where state is kept; null: in memory, gone at the end. */
  readonly stateFolder: string | null;
  readonly region: string;
  readonly clock?: Clock;
  /** Told of each request over HTTP once it is answered. */
  readonly onRequest?: (request: AnsweredRequest) => void;
  readonly log?: (line: string) => void;
  /** Told of every operation of a service, whether it is called over the wire or by another service. */
  readonly observe?: (service: string, operation: string, caller: Caller) => void;
}

/** What a cloud has answered. */
export interface AnsweredRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Null: it was a stream. */
  readonly body: Uint8Array | null;
  readonly status: number;
  readonly milliseconds: number;
}

export interface Cloud {
  /** `http://localhost:4500` */
  readonly endpoint: string;
  readonly port: number;
  readonly region: string;
  readonly accountId: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** PEM file of the local certificate authority, for clients that use TLS. */
  readonly caFile: string;
  readonly call: CallPort;
  /** Makes the certificate authority's file now, where the first TLS connection would. */
  prepareCertificate(): void;
  close(): Promise<void>;
}

function told(
  answer: (request: HttpRequest) => Promise<HttpResponse>,
  onRequest: (request: AnsweredRequest) => void,
): (request: HttpRequest) => Promise<HttpResponse> {
  return async (request) => {
    const start = performance.now();
    const response = await answer(request);
    const { method, path, headers, body } = request;
    const milliseconds = performance.now() - start;
    onRequest({ method, path, headers, body, status: response.status, milliseconds });
    return response;
  };
}

/** The account of every local cloud: a number AWS documents as an example, so that it can never be somebody's. */
export const localAccountId = "000000000000";

/**
 * Starts the embedded cloud: composes the services, listens on loopback.
 *
 * @throws the error of the socket where the port is taken
 */
export async function startCloud(options: CloudOptions): Promise<Cloud> {
  const clock = options.clock ?? systemClock;
  const log = options.log ?? (() => {});
  const temporary = options.stateFolder === null ? mkdtempSync(join(tmpdir(), "plinth-cloud-")) : null;
  const folder = options.stateFolder ?? (temporary as string);
  const store = openStore(options.stateFolder);
  const blobFolder = join(folder, "blobs");
  mkdirSync(blobFolder, { recursive: true });
  const authority = certificateAuthority(folder);
  const known = identities(iamState(store), clock, localAccountId, options.region);
  const giveUpState = () => {
    store.close();
    if (temporary !== null) rmSync(temporary, { recursive: true, force: true });
  };
  const places = addresses(store);
  let endpoint = "";
  const context: ServiceContext = {
    clock,
    ids: randomIds,
    region: options.region,
    accountId: localAccountId,
    store,
    blobFolder,
    baseUrl: () => endpoint,
    currentAddress: places.current,
    call: (...parameters) => dispatch.call(...parameters),
    identities: known,
    resourceTypes: () => services.resourceTypes(),
    log,
  };
  const services = serviceSet(serviceEntries, context, () => dispatch.refresh());
  const report = (error: unknown, where: string) =>
    log(`${where}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  const dispatch = dispatcher(services, known, clock, randomIds, report, options.observe);
  const server = await listen({
    port: options.port,
    certificate: authority.certificate,
    answer: options.onRequest === undefined ? dispatch.answer : told(dispatch.answer, options.onRequest),
    upgrade: (message, socket, head) => {
      if (!services.loaded().some((service) => service.upgrade?.(message, socket, head)))
        socket.end("HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n");
    },
    prepare: services.wake,
    report,
    streamed: (head) => services.loaded().some((service) => service.streamed?.(head)),
  }).catch((error: unknown) => {
    // Whoever tries another port opens the same state again.
    giveUpState();
    throw error;
  });
  endpoint = `http://localhost:${server.port}`;
  places.listensAt(server.port);
  await services.start();
  return {
    endpoint,
    port: server.port,
    region: options.region,
    accountId: localAccountId,
    credentials: rootCredentials,
    caFile: authority.caFile,
    call: dispatch.call,
    prepareCertificate: () => void authority.certificate(),
    async close() {
      await server.close();
      await services.stop();
      giveUpState();
    },
  };
}
