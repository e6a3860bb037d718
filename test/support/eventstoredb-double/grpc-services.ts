import type { Server, ServerDuplexStream, ServerReadableStream, ServiceError, sendUnaryData } from '@grpc/grpc-js';
import { status } from '@grpc/grpc-js';
import { GossipService } from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import type { ClusterInfo } from '@eventstore/db-client/generated/gossip_pb.js';
import { ServerFeaturesService } from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import type { SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb.js';
import { StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type {
  AppendReq,
  AppendResp,
  BatchAppendReq,
  BatchAppendResp,
} from '@eventstore/db-client/generated/streams_pb.js';
import { serveAppend } from './append-call.js';
import type { AppendDesk } from './append-desk.js';
import { serveBatchAppends } from './batch-append-call.js';
import type { DoubleLog } from './double-log.js';
import type { Faults } from './faults.js';
import { bytesOf } from './messages.js';
import { clusterInfo, supportedMethods } from './node-info.js';
import type { ReadCall } from './read-call.js';
import { serveRead } from './read-call.js';
import { brokenHandler, callError } from './statuses.js';
import type { Profile } from './subscription-call.js';
import { SubscriptionCall } from './subscription-call.js';

/** Calls open on a server now, by kind. */
export interface OpenCalls {
  reads: number;
  subscriptions: number;
  batchAppends: number;
}

/** What a server has done so far. */
export interface Counted {
  reads: number;
  sentToSubscribers: number;
}

/** What the gRPC side of a node serves from. */
export interface Served {
  readonly log: DoubleLog;
  readonly desk: AppendDesk;
  readonly faults: Faults;
  readonly profile: Profile;
  readonly batches: boolean;
  readonly open: OpenCalls;
  readonly counted: Counted;
  node(): { readonly version: string; readonly state: string; readonly port: number };
}

type Unary<Answer> = (call: unknown, respond: sendUnaryData<Answer>) => void;

export function addServices(server: Server, served: Served): void {
  const { desk, faults, open } = served;
  const unserved: Unary<never> = (_call, respond) => respond(callError(status.UNIMPLEMENTED, 'not in the double'));
  const definition = { ...StreamsService, read: { ...StreamsService.read, responseSerialize: bytesOf } };
  server.addService(definition, {
    read: (call: ReadCall) => void serveReading(call, served),
    append: (call: ServerReadableStream<AppendReq, AppendResp>, respond: sendUnaryData<AppendResp>) =>
      serveAppend(call, respond, desk, faults),
    batchAppend: (call: ServerDuplexStream<BatchAppendReq, BatchAppendResp>) => {
      open.batchAppends++;
      whenOver(call, () => open.batchAppends--);
      serveBatchAppends(call, desk, faults);
    },
    delete: unserved,
    tombstone: unserved,
  });
  const features: Unary<SupportedMethods> = (_call, respond) =>
    respond(null, supportedMethods(served.node().version, served.batches));
  server.addService(ServerFeaturesService, { getSupportedMethods: features });
  const gossip: Unary<ClusterInfo> = (_call, respond) =>
    respond(null, clusterInfo(served.node().state, served.node().port));
  server.addService(GossipService, { read: gossip });
}

async function serveReading(call: ReadCall, { log, faults, profile, open, counted }: Served): Promise<void> {
  const subscribes = call.request.getOptions()?.hasSubscription() ?? false;
  const kind = subscribes ? 'subscriptions' : 'reads';
  open[kind]++;
  if (!subscribes) counted.reads++;
  whenOver(call, () => open[kind]--);
  try {
    if (subscribes) await new SubscriptionCall(call, log, faults, profile, counted).serve();
    else await serveRead(call, log, faults);
  } catch (error) {
    if (!call.cancelled) call.emit('error', isServiceError(error) ? error : brokenHandler());
  }
}

interface Ending {
  once(event: 'finish' | 'cancelled' | 'error', listener: () => void): unknown;
}

/** However it ends, and once. */
function whenOver(call: Ending, tell: () => void): void {
  let over = false;
  const end = (): void => {
    if (!over) tell();
    over = true;
  };
  call.once('finish', end);
  call.once('cancelled', end);
  call.once('error', end);
}

function isServiceError(error: unknown): error is ServiceError {
  return error instanceof Error && 'code' in error && 'metadata' in error;
}
