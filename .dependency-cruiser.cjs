/**
 * The architecture as rules: the rooms of the backend in one order, each knowing only what comes before it. Checked by
 * `npm run architecture`; scripts/architecture.test.ts shows that each rule sees what it forbids.
 */
/** Lower may not know higher, not even a type of it. The rooms that work are in this order in house/rooms.ts as well. */
const ROOMS = [
  'ground',
  'database',
  'http',
  'vault',
  'sources',
  'room',
  'jobs',
  'timekeeping',
  'hubspot',
  'hubspot/outbox',
  'laws',
  'settings',
  'lead-status',
  'mail-server',
  'assistants',
  'budget',
  'unsubscribe',
  'exclusions',
  'activity',
  'model-provider',
  'replies',
  'phrases',
  'facts',
  'knowledge',
  'writing',
  'field-mapping',
  'sequences',
  'campaigns',
  'model-trial',
  'model-writer',
  'mail',
  'reviews',
  'leads',
  'enrolling',
  'campaign-rules',
  'syncs',
  'privacy',
  'webhooks',
  'journal',
  'reconcile',
  'disconnect',
  'settings-page',
  'app-pages',
  'campaign-pages',
  'health',
  'house',
  'commands',
];
/** The folder of a room, without rooms that stand in it. */
const folderOf = (room) => {
  const inside = ROOMS.filter((other) => other.startsWith(`${room}/`)).map((other) =>
    other.slice(room.length + 1),
  );
  return `^src/backend/${room}/${inside.length > 0 ? `(?!(${inside.join('|')})/)` : ''}`;
};
/** What the house reads of a room before anything is opened. */
const ROOM_FILE = '^src/backend/(?!room/).+/room\\.ts$';
/** `test-mail` is a feature: the mail that shows an admin whether a mailbox works. */
const TESTS = '\\.test\\.tsx?$|/test-(?!mail\\.)[^/]+\\.tsx?$|/testing\\.ts$|^test/|^e2e/|^bench/|^faults/';

module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      comment: 'Two files that need each other, if only for a type, are one file, or miss a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'benches-and-faults-meet-in-test-world',
      severity: 'error',
      from: { path: '^(bench|faults|test/world)/' },
      to: { path: '^(bench|faults)/', pathNot: '^$1/' },
    },
    {
      name: 'only-the-house-opens-rooms',
      severity: 'error',
      from: { path: '^src/', pathNot: [TESTS, '^src/backend/house/'] },
      to: { path: ROOM_FILE, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'a-room-is-light-until-it-opens',
      comment: 'migrate, doctor and the tests of the schema read all rooms: what works comes with `open`.',
      severity: 'error',
      from: { path: ROOM_FILE },
      to: {
        path: '^(src|node_modules)/',
        pathNot: [
          '^src/backend/(ground|room)/',
          '-(entity|migration)\\.ts$',
          '/meters\\.ts$',
          '/(reseal-tokens|mailbox-secrets|api-keys|sync-keys)\\.ts$',
        ],
        dependencyTypesNot: ['type-only'],
        dynamic: false,
      },
    },
    {
      name: 'resolvable',
      comment: 'An import that resolves to nothing, or to a package that package.json does not name.',
      severity: 'error',
      from: { pathNot: '^src/app/' },
      to: { couldNotResolve: true },
    },
    {
      name: 'backend-does-not-know-the-sandbox',
      severity: 'error',
      from: { path: '^(src/backend|migrations)/' },
      to: { path: '^(src/sandbox|test|e2e|bench|faults|scripts)/', pathNot: '^src/backend/' },
    },
    {
      name: 'sandbox-does-not-know-the-backend',
      comment: 'The stand-in is written from what HubSpot documents, never from what Baton sends.',
      severity: 'error',
      from: { path: '^src/sandbox/', pathNot: TESTS },
      to: { path: '^(src/backend|migrations)/' },
    },
    {
      name: 'cards-know-only-themselves',
      comment: 'They run in the Web Worker of HubSpot and meet the backend over HTTP.',
      severity: 'error',
      from: { path: '^src/(cards|app)/' },
      to: { path: '^(src/(backend|sandbox)|migrations)/' },
    },
    {
      name: 'backend-knows-the-contracts-of-the-cards-only',
      severity: 'error',
      from: { path: '^src/backend/', pathNot: TESTS },
      to: { path: '^src/(cards|app)/', pathNot: '^src/cards/.+/contract\\.ts$' },
    },
    {
      name: 'contracts-of-the-cards-are-types',
      comment: 'Nothing of a card runs in the backend.',
      severity: 'error',
      from: { path: '^src/backend/' },
      to: { path: '^src/cards/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'only-the-hubspot-room-speaks-hubspot',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/backend/hubspot/' },
      to: { path: 'node_modules/(@hubspot/api-client|passport-oauth2)/' },
    },
    {
      name: 'only-the-mail-room-speaks-mail',
      severity: 'error',
      from: { path: '^src/backend/', pathNot: '^src/backend/mail-server/' },
      to: { path: 'node_modules/(nodemailer|imapflow|mailparser)/' },
    },
    {
      name: 'only-the-database-room-opens-databases',
      severity: 'error',
      from: { path: '^src/backend/', pathNot: '^src/backend/(database|jobs|sources)/' },
      to: { path: 'node_modules/(pg|sqlite3|pg-boss)/', dependencyTypesNot: ['type-only'] },
    },
    ...ROOMS.slice(0, -1).map((room, at) => ({
      name: `${room.replace('/', '-')}-knows-no-later-room`,
      comment: 'Up go slots, to everybody go hooks: see docs/house.md.',
      severity: 'error',
      from: { path: folderOf(room), pathNot: TESTS },
      to: { path: [...ROOMS.slice(at + 1).map(folderOf), '^src/backend/main\\.ts$'] },
    })),
    ...ROOMS.map((room) => ({
      name: `${room.replace('/', '-')}-keeps-its-tables`,
      comment:
        'Rooms meet through functions and events, never through the tables of another. The type of a row may travel.',
      severity: 'error',
      from: { path: '^src/backend/', pathNot: [TESTS, folderOf(room)] },
      to: { path: `${folderOf(room)}.*-entity\\.ts$`, dependencyTypesNot: ['type-only'] },
    })),
    {
      name: 'production-does-not-load-test-code',
      severity: 'error',
      from: { path: '^(src|migrations)/', pathNot: TESTS },
      to: { path: TESTS },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    // Types count: a forbidden type ties two rooms together as well.
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|build|coverage|data)/|src/app/[^/]+/lib/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
