import * as append from './append-checks.js';
import type { Check } from './check-tools.js';
import * as read from './read-checks.js';
import type { Profile } from './subscription-call.js';
import * as subscription from './subscription-checks.js';

/** Where a sentence about the real server comes from. */
export type Source =
  /** Seen on real single nodes through this client: 23.10.6, and 24.2.0 where a version is named. */
  | 'measured'
  /** Read in the source of the client, version 6.2.1: what it expects of a server. */
  | 'client'
  /** https://developers.eventstore.com/server/v23.10/ */
  | 'documentation'
  /** Nobody has looked; the adapter must not depend on it. */
  | 'not measured';

export interface Assumption {
  readonly says: string;
  readonly source: Source;
  /** Holds for servers of this version only. */
  readonly profile?: Profile;
  /** Runs against any server, the double or a real one; absent where it cannot be brought about from outside. */
  readonly check?: Check;
}

/** Everything the double takes for granted about the real server, line by line. */
export const assumptions: readonly Assumption[] = [
  // Append
  {
    says: 'An append answers the revision and the position of its last event; commit and prepare are equal, positions grow with gaps.',
    source: 'measured',
    check: append.answersRevisionAndPosition,
  },
  {
    says: 'A wrong revision is refused with the expected and the actual one, a bigint or no_stream.',
    source: 'measured',
    check: append.refusesAnotherRevision,
  },
  {
    says: 'Of two writers at one revision exactly one wins, and an append is written whole or not at all.',
    source: 'measured',
    check: append.letsOneWriterWin,
  },
  {
    says: 'The same ids at the same expected revision have the first answer, also later and for a beginning of the append.',
    source: 'measured',
    check: append.repeatsTheFirstAnswer,
  },
  {
    says: 'A repetition that agrees only in part is a wrong revision and writes nothing.',
    source: 'measured',
    check: append.refusesPartialRepetition,
  },
  {
    says: 'Ids are not unique: the same ones at the end of the stream, or twice in one append, are written again.',
    source: 'measured',
    check: append.writesKnownIdsAtTheEndAgain,
  },
  { says: 'An empty append succeeds and takes room in the log.', source: 'measured', check: append.takesAnEmptyAppend },
  { says: 'Ids come back in lower case.', source: 'measured', check: append.answersIdsInLowerCase },
  {
    says: 'An append may hold 1,048,576 bytes of data; type and metadata are not counted.',
    source: 'measured',
    check: append.countsTheDataOnly,
  },
  {
    says: 'A malformed id or an empty type is answered with BadRequest at once, and about 2 s later a second time.',
    source: 'measured',
  },
  {
    says: 'An append that repeats one still on its way to the disk is answered with a timeout after 2 s.',
    source: 'measured',
  },
  { says: 'The answer to a repetition has no position when the event was truncated meanwhile.', source: 'measured' },
  {
    says: 'A server that is still starting answers an append with a status no client recognises: "Server Is Not Ready".',
    source: 'measured',
  },
  {
    says: 'A node that does not lead ends the call with NOT_FOUND, exception not-leader, and the leader in its trailers.',
    source: 'client',
  },
  { says: 'A server says in its supported methods whether it takes appends in batches.', source: 'client' },
  // Read
  {
    says: 'A read of a stream that does not exist says so instead of being empty.',
    source: 'measured',
    check: read.knowsNoMissingStream,
  },
  {
    says: 'A stream reads from a revision inclusively, either way; behind its end it is empty; backwards from the start gives event 0.',
    source: 'measured',
    check: read.readsFromARevisionInclusively,
  },
  { says: 'A stream read of 0 events is an error.', source: 'measured', check: read.takesNoneForAnErrorOnAStream },
  { says: 'A read of 0 events of the whole log is never answered.', source: 'measured' },
  {
    says: 'The log reads forwards from a position inclusively, backwards exclusively.',
    source: 'measured',
    check: read.readsTheLogFromARecord,
  },
  {
    says: 'A position at which no record begins is an unknown error that names ReadAllResult.',
    source: 'measured',
    check: read.refusesAPositionWithoutARecord,
  },
  {
    says: 'Behind the end of the log there is nothing forwards, and an error backwards.',
    source: 'measured',
    check: read.answersNothingBehindTheEnd,
  },
  {
    says: 'A stream read backwards from behind its end begins at its end.',
    source: 'measured',
    check: read.readsBackwardsFromItsEndAtMost,
  },
  {
    says: 'The log holds records of the store itself among the others, in streams beginning with $.',
    source: 'documentation',
  },
  // Subscribe
  {
    says: 'A subscription delivers in the order of the log and resumes behind the position given.',
    source: 'measured',
    check: subscription.resumesBehindThePosition,
  },
  {
    says: 'A subscription tells when it has delivered what stood at its beginning, then goes on.',
    source: 'measured',
    check: subscription.tellsWhenItHasCaughtUp,
  },
  {
    says: 'A filtered subscription tells in checkpoints how far it has looked: at the last match of a page or, without one, at its beginning with prepare 0; never ahead of a match to come.',
    source: 'measured',
    check: subscription.saysHowFarItHasLooked,
  },
  {
    says: 'The page that reaches the head gives no checkpoint.',
    source: 'measured',
    profile: '23.10',
    check: subscription.saysNothingOnThePageOfTheHead,
  },
  {
    says: 'Reaching the head gives a checkpoint: at the last match or, when nothing has matched since the start, at 2^64 - 1.',
    source: 'measured',
    profile: '24',
    check: subscription.meansTheEndOfTimeByACheckpoint,
  },
  {
    says: 'Live, a checkpoint comes after every interval × window records, at the position of the last of them.',
    source: 'measured',
    check: subscription.saysHowFarItHasLookedLive,
  },
  { says: 'Without a filter there are no checkpoints.', source: 'measured' },
  {
    says: 'A live subscriber is dropped with ABORTED when more than about a hundred events come at once (the double: more than 96), unless the server happens to send them as fast as they come.',
    source: 'measured',
    profile: '23.10',
    check: subscription.dropsALiveSubscriberForOneLargeAppend,
  },
  {
    says: 'No live subscriber is dropped: the server goes back to catching up.',
    source: 'measured',
    profile: '24',
    check: subscription.dropsNoLiveSubscriber,
  },
  {
    says: 'An append of 64 events drops no live subscriber.',
    source: 'measured',
    check: subscription.dropsNoLiveSubscriberForASmallAppend,
  },
  {
    says: 'From a position without a record a subscription breaks off before it is confirmed.',
    source: 'measured',
    profile: '23.10',
    check: subscription.breaksOffWithoutARecord,
  },
  {
    says: 'From a position without a record a subscription is confirmed and then refused as an invalid argument.',
    source: 'measured',
    profile: '24',
    check: subscription.refusesToStartWithoutARecord,
  },
  {
    says: 'From a position behind the head a subscription catches up at once and then delivers what comes, at smaller positions.',
    source: 'measured',
    profile: '23.10',
    check: subscription.goesOnBehindTheHead,
  },
  {
    says: 'From a position behind the head a subscription is silent until the log has grown past it.',
    source: 'measured',
    profile: '24',
  },
  {
    says: 'Whoever may use streams and not the whole log is refused on a read of it with PERMISSION_DENIED, exception access-denied.',
    source: 'measured',
  },
  // Node
  {
    says: 'A node tells its version and state, its options as text and its cluster over HTTP, on the port of gRPC.',
    source: 'measured',
    check: read.tellsVersionStateAndOptions,
  },
  {
    says: 'A killed node resets its connections, which the client tells as UNAVAILABLE; the same client goes on after the restart.',
    source: 'measured',
  },
  { says: 'A node whose process stands still keeps its connections and answers nothing.', source: 'measured' },
  {
    says: 'A connection of which only the server closes its half is told to the client as UNAVAILABLE.',
    source: 'not measured',
  },
  { says: 'A subscription can go silent while its connection lives.', source: 'not measured' },
];

/** What a real server does and the double does not; the adapter uses none of it. */
export const notInTheDouble: readonly string[] = [
  'deleting, tombstoning and truncating streams, stream metadata, scavenges',
  'expected revisions any and stream_exists',
  'links, projections, persistent subscriptions',
  'users, access control, TLS',
  'elections: a cluster of several nodes that follow each other',
  'ids remembered in memory, binary and structured ids, reads with regular expressions',
];
