/**
 * Who may import whom. Each rule is proven by a planted violation in test/architecture.
 * Pure: events, folds, decisions, value types, policies, calendar, identity. Doors: the file kinds named in DOORS.
 */
const DOORS = '\\.(controller|module|handler|dto|port|commands|spec)\\.ts$';
const CLIENTS = '(^|/)node_modules/(mongodb|bson|@eventstore|mingo|@photostructure|exceljs|jose|pino|prom-client)(/|$)';

module.exports = {
  forbidden: [
    {
      name: 'pure-files-know-no-framework',
      comment: 'Decisions, folds and events replay anywhere: no Nest, no client, no Node module.',
      severity: 'error',
      from: {
        path: '^src/(aggregates/(?!.*(rules-reader|publish-defaults|standing-orders|assigned-villages|person-reservations)\\.ts$)|platform/(calendar|identity)/)',
        pathNot: `${DOORS}|national-calendars\\.ts$`,
      },
      to: { path: '(^|/)node_modules/(?!temporal)|^(node:)?(fs|net|http|crypto|worker_threads|child_process)$' },
    },
    {
      name: 'pure-files-import-only-pure-platform',
      severity: 'error',
      from: {
        path: '^src/aggregates/',
        pathNot: `${DOORS}|(rules-reader|publish-defaults|standing-orders|assigned-villages|person-reservations)\\.ts$`,
      },
      to: {
        path: '^src/platform/',
        pathNot:
          '^src/platform/(fact|rule-broken)\\.ts$|^src/platform/(calendar|identity|divisions)/|^src/platform/auth/(caller|area)\\.ts$|^src/platform/access/purpose\\.ts$|^src/platform/sealing/sealed-box\\.ts$|^src/platform/change/(aggregate|business-time|correction|entry-of|given|refusals|second-person|sentences|written-text)\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'aggregates-do-not-know-each-other',
      severity: 'error',
      from: { path: '^src/aggregates/([^/]+)/' },
      to: { path: '^src/aggregates/', pathNot: '^src/aggregates/$1/' },
    },
    {
      name: 'aggregates-know-no-view-policy-or-demo',
      severity: 'error',
      from: { path: '^src/aggregates/' },
      to: { path: '^src/(views|policies|demo)/' },
    },
    {
      name: 'views-do-not-know-each-other',
      severity: 'error',
      comment: 'Who answered for a village then, and where a merged family is now, are no questions of their own: several views ask.',
      from: { path: '^src/views/([^/]+)/' },
      to: { path: '^src/views/', pathNot: '^src/views/($1|responsible-terms|merged-families)/' },
    },
    {
      name: 'views-know-events-and-value-types-only',
      comment: 'A view answers from facts: never a command, a decision, a fold or a door of an aggregate.',
      severity: 'error',
      from: { path: '^src/views/', pathNot: '\\.spec\\.ts$' },
      to: {
        path: '^src/aggregates/',
        pathNot:
          '\\.events\\.ts$|/codes\\.ts$|/members/member\\.ts$|/listing/listing\\.ts$|/merging/merge\\.ts$|/watch/watch\\.ts$|/monitoring/monitoring\\.ts$|/care/care-risk\\.ts$|/case/(case-status|refusal-grounds)\\.ts$|/case/clocks/(case-clocks|clocks-begun|clocks-closed|clock-kinds|clock-limits)\\.ts$|/visits/(visit-report|monthly-duty)\\.ts$',
      },
    },
    {
      name: 'views-and-policies-do-not-know-each-other',
      severity: 'error',
      from: { path: '^src/(views|policies)/' },
      to: { path: '^src/(views|policies)/', pathNot: '^src/$1/' },
    },
    {
      name: 'policies-do-not-know-each-other',
      severity: 'error',
      from: { path: '^src/policies/([^/]+)/' },
      to: { path: '^src/policies/', pathNot: '^src/policies/$1/' },
    },
    {
      name: 'platform-knows-no-business',
      severity: 'error',
      from: { path: '^src/platform/' },
      to: { path: '^src/', pathNot: '^src/platform/' },
    },
    {
      name: 'each-client-in-its-own-room',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot:
          '^src/platform/(embedded-mongo|read-store|projections|sqlite|spreadsheets|auth|logging|metrics|event-store|eventstoredb)/|^src/platform/(sealing|evidence)/mongo\\.[a-z-]+\\.ts$|\\.spec\\.ts$',
      },
      to: { path: CLIENTS, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-demo-outside-the-composition',
      severity: 'error',
      from: { path: '^src/(aggregates|views|policies|platform)/' },
      to: { path: '^src/demo/' },
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: { path: '^src/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'no-unknown-modules', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
      extensions: ['.ts', '.js', '.json'],
    },
    detectProcessBuiltinModuleCalls: true,
  },
};
