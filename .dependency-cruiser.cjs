/**
 * The architecture as rules: entries know features, features know adapters, adapters know nothing of ours.
 * Checked by `npm run architecture`; test/architecture.test.ts shows that each rule sees what it forbids.
 */

/** Rooms every other may use, and which use none of the features themselves. */
const GROUND = '^src/backend/ground/';
const ADAPTERS = 'hubspot|mail-server|mail|database|http|jobs|vault';
/** Where everything is put together. */
const ENTRIES =
  '^src/backend/main\\.ts$|^src/backend/(house|commands|health|settings-page)/|^src/backend/leads/card/|^src/backend/(?!http/)[^/]+/routes\\.ts$|^src/backend/assistants/test-mail\\.ts$|^src/backend/hubspot/(portals/admin|incoming/(signed-requests|replay-guard))\\.ts$';
/** Moved to their room, and still knowing more than the room may: each goes with its split. */
const TO_SPLIT =
  '^src/backend/(hubspot/incoming/signed-requests|hubspot/portals/admin|hubspot/records/caller-name|mail/routes|house/schema|privacy/erasure|reconcile/reconcile)\\.ts$';
/** `test-mail` is a feature: the mail that shows an admin whether a mailbox works. */
const TESTS = '\\.test\\.tsx?$|/test-(?!mail\\.)[^/]+\\.tsx?$|/testing\\.ts$|^test/|^e2e/|^bench/|^faults/';

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one file, or miss a third. Types alone may go round.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
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
      to: { path: '^src/(cards|app)/', pathNot: '^src/cards/[^/]+/contract\\.ts$' },
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
      from: { path: '^src/backend/', pathNot: '^src/backend/(database|jobs)/' },
      to: { path: 'node_modules/(pg|sqlite3|pg-boss)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'adapters-know-no-feature',
      comment: 'An adapter calls back through what it was handed, of which it may know the type.',
      severity: 'error',
      from: { path: `^src/backend/(${ADAPTERS})/`, pathNot: [TESTS, TO_SPLIT] },
      to: {
        path: '^src/backend/',
        pathNot: [GROUND, '^src/backend/room/', `^src/backend/(${ADAPTERS})/`],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'the-database-and-the-jobs-know-no-other-adapter',
      severity: 'error',
      from: { path: '^src/backend/(database|jobs)/' },
      to: { path: '^src/backend/(hubspot|mail-server|mail)/' },
    },
    {
      name: 'features-know-no-entry',
      severity: 'error',
      from: { path: '^src/backend/', pathNot: [ENTRIES, TESTS] },
      to: { path: ENTRIES },
    },
    {
      name: 'ground-rooms-know-nothing-of-ours',
      severity: 'error',
      from: { path: GROUND },
      to: { path: '^src/', pathNot: GROUND },
    },
    {
      name: 'rooms-keep-their-tables',
      comment:
        'Rooms meet through functions and events, never through the tables of another. The type of a row may travel.',
      severity: 'error',
      from: { path: '^src/backend/([^/]+)/', pathNot: [TESTS, TO_SPLIT] },
      to: {
        path: '^src/backend/([^/]+)/.*-entity\\.ts$',
        pathNot: '^src/backend/$1/',
        dependencyTypesNot: ['type-only'],
      },
    },
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
