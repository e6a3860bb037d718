import type { LaneLimits, Turned, Visit } from './admission-lane.js';
import { AdmissionLane } from './admission-lane.js';

const limits: LaneLimits = { inside: 3, insideOfOne: 2, waiting: 4, patienceMs: 2000 };

/** A lane and its diary: `a1 in`, `b2 share` …, in the order in which it happened. */
class Door {
  readonly diary: string[] = [];
  readonly lane: AdmissionLane;
  private readonly visits = new Map<string, Visit>();

  constructor(given: Partial<LaneLimits> = {}) {
    this.lane = new AdmissionLane({ ...limits, ...given });
  }

  /** `a1` is the first request of caller a; a name that begins with `?` belongs to nobody known. */
  enter(names: string, now = 0): this {
    for (const name of names.split(' ')) {
      const visit: Visit = {
        caller: name.startsWith('?') ? undefined : name.charAt(0),
        start: () => this.diary.push(`${name} in`),
        turnAway: (why: Turned) => this.diary.push(`${name} ${why}`),
      };
      this.visits.set(name, visit);
      this.lane.enter(visit, now);
    }
    return this;
  }

  leave(names: string): this {
    for (const name of names.split(' ')) this.lane.leave(this.visit(name));
    return this;
  }

  abandon(name: string): this {
    this.lane.abandon(this.visit(name));
    return this;
  }

  get counts(): readonly number[] {
    return [this.lane.inside, this.lane.waiting, this.lane.waited];
  }

  private visit(name: string): Visit {
    const visit = this.visits.get(name);
    if (!visit) throw new Error(`no visit ${name}`);
    return visit;
  }
}

describe('a lane into the server', () => {
  test('is open as long as there is room inside', () => {
    const door = new Door().enter('a1 b1 c1');
    expect(door.diary).toEqual(['a1 in', 'b1 in', 'c1 in']);
    expect(door.counts).toEqual([3, 0, 0]);
  });

  test('lets nobody fill it alone: the rest of his requests wait though there is room', () => {
    const door = new Door().enter('a1 a2 a3 b1');
    expect(door.diary).toEqual(['a1 in', 'a2 in', 'b1 in']);
    expect(door.leave('a1').diary).toEqual(['a1 in', 'a2 in', 'b1 in', 'a3 in']);
  });

  test('lets requests in by turns of their callers, not by the length of their queues', () => {
    const door = new Door({ waiting: 9, insideOfOne: 3 }).enter('a1 a2 a3 a4 a5 a6 b1 b2 c1');
    expect(door.leave('a1 a2 a3 b1 a4 c1').diary).toEqual([
      ...['a1 in', 'a2 in', 'a3 in'],
      ...['b1 in', 'c1 in', 'a4 in', 'b2 in', 'a5 in', 'a6 in'],
    ]);
  });

  test('lets callers with as many requests inside in by turns, the one served longest ago first', () => {
    const door = new Door({ inside: 1, insideOfOne: 1, waiting: 9 }).enter('a1 a2 a3 b1 b2');
    expect(door.leave('a1 a2').leave('b1').leave('a3').diary).toEqual(['a1 in', 'a2 in', 'b1 in', 'a3 in', 'b2 in']);
  });

  test('keeps room free that a caller with his fill inside still waits for', () => {
    const door = new Door().enter('a1 a2 b1 a3').leave('b1');
    expect(door.diary).toEqual(['a1 in', 'a2 in', 'b1 in']);
    expect(door.enter('c1').diary.slice(3)).toEqual(['c1 in']);
  });

  test('gives a caller with slow requests inside no more room before others have as much', () => {
    const door = new Door({ inside: 4, insideOfOne: 4, waiting: 9 }).enter('a1 a2 a3 a4 a5 b1 b2 b3');
    // Only the fourth of his is ever answered: the others sit inside, and all that comes free goes to b.
    expect(door.leave('a4').leave('b1').leave('b2').diary.slice(4)).toEqual(['b1 in', 'b2 in', 'b3 in']);
  });

  test('turns away what is beyond its queue, first of whoever waits with most', () => {
    const door = new Door().enter('a1 a2 b1 a3 a4 a5 a6').enter('a7 b2 b3 c1');
    expect(door.diary.slice(3)).toEqual(['a7 share', 'a6 share', 'a5 share', 'a4 share']);
    expect(door.counts).toEqual([3, 4, 7]);
  });

  test('turns a caller away who has as much in a full queue as anybody', () => {
    const door = new Door().enter('a1 a2 b1 a3 a4 b2 b3').enter('b4 a5');
    expect(door.diary.slice(3)).toEqual(['b4 share', 'a5 share']);
  });

  test('counts all whose token nobody has verified as one, and blames none of them for the others', () => {
    const door = new Door().enter('?1 ?2 a1 ?3 ?4 ?5 ?6').enter('?7 b1');
    expect(door.diary.slice(3)).toEqual(['?7 full', '?6 full']);
  });

  test('turns away who has waited longer than its patience, in the order of coming', () => {
    const door = new Door().enter('a1 a2 b1').enter('a3 b2', 100).enter('a4', 200);
    door.lane.expire(2100);
    expect(door.diary.slice(3)).toEqual([]);
    door.lane.expire(2101);
    expect(door.diary.slice(3)).toEqual(['a3 late', 'b2 late']);
    expect(door.counts).toEqual([3, 1, 3]);
  });

  test('keeps no place for who has gone away', () => {
    const door = new Door().enter('a1 a2 b1 a3 a4').abandon('a3').leave('a1');
    expect(door.diary.slice(3)).toEqual(['a4 in']);
    expect(door.counts).toEqual([3, 0, 2]);
  });

  test('is empty again when all have left', () => {
    const door = new Door().enter('a1 a2 b1 b2').leave('a1').leave('a2 b1 b2');
    expect([...door.counts, door.lane.callers]).toEqual([0, 0, 1, 0]);
    expect(door.enter('c1 c2 d1').diary.slice(4)).toEqual(['c1 in', 'c2 in', 'd1 in']);
  });
});
