import { randomUUID } from 'node:crypto';
import { ClusterInfo, EndPoint, MemberInfo } from '@eventstore/db-client/generated/gossip_pb.js';
import { SupportedMethod, SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb.js';
import { UUID } from '@eventstore/db-client/generated/shared_pb.js';

/** What a client asks first: the version, and which calls the server takes. */
export function supportedMethods(version: string, batches: boolean): SupportedMethods {
  const methods = new SupportedMethods();
  methods.setEventStoreServerVersion(version);
  methods.setMethodsList(
    ['read', 'append', ...(batches ? ['batchappend'] : [])].map((name) => {
      const method = new SupportedMethod();
      method.setServiceName('event_store.client.streams.streams');
      method.setMethodName(name);
      return method;
    }),
  );
  return methods;
}

/** A cluster of one. */
export function clusterInfo(state: string, port: number): ClusterInfo {
  const endPoint = new EndPoint();
  endPoint.setAddress('127.0.0.1');
  endPoint.setPort(port);
  const id = new UUID();
  id.setString(randomUUID());
  const member = new MemberInfo();
  member.setInstanceId(id);
  member.setHttpEndPoint(endPoint);
  member.setIsAlive(true);
  const { LEADER, INITIALIZING } = MemberInfo.VNodeState;
  member.setState(state === 'leader' ? LEADER : INITIALIZING);
  const cluster = new ClusterInfo();
  cluster.addMembers(member);
  return cluster;
}
