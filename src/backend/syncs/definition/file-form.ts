import { z } from 'zod';

/**
 * A definition as people write it, in YAML or JSON. The text of each part says what to write: it stands in the published
 * schema (docs/sync.schema.json) for editors, and in the error for what is missing or wrong.
 */
const says = (hint: string) => ({ error: hint });
const text = (hint: string) =>
  z.string(says(hint)).min(1, says(hint)).max(100_000, says(hint)).describe(hint);
const oneOf = <const Words extends readonly [string, ...string[]]>(words: Words, hint: string) =>
  z.enum(words, says(hint)).describe(hint);
const part = <Shape extends z.core.$ZodLooseShape>(shape: Shape, hint: string) =>
  z.strictObject(shape, says(hint)).describe(hint);

const column = (whose: string) => text(`the column of the source that holds ${whose}`);
const query = text('the query that gives the rows, for example: SELECT id, email FROM customers');
const path = text('the path of the file below the folder for sources, for example customers.csv');

const SOURCE_TYPES = 'postgres, mysql, sqlite, csv, jsonl or parquet';

const source = z
  .discriminatedUnion(
    'type',
    [
      part(
        {
          type: z.enum(['postgres', 'mysql']),
          url: text(
            'the address of the database, its password by reference: postgres://reader:${SHOP_PASSWORD}@db.example.com/shop',
          ),
          query,
        },
        'type, url and query',
      ),
      part(
        {
          type: z.literal('sqlite'),
          path: path.optional(),
          url: text('sqlite:<path of the file below the folder for sources>').optional(),
          query,
        },
        'type, path and query',
      ),
      part(
        {
          type: z.literal('csv'),
          path,
          encoding: text(
            'the encoding of the file, for example windows-1252; left out, Baton finds it',
          ).optional(),
          separator: z
            .enum([',', ';', '\t', '|'], says('one of , ; | or a tab; left out, Baton finds it'))
            .optional(),
        },
        'type and path',
      ),
      part({ type: z.literal('jsonl'), path }, 'type and path'),
      part({ type: z.literal('parquet'), path, query: query.optional() }, 'type and path'),
    ],
    says(SOURCE_TYPES),
  )
  .describe(`where the rows come from: type (${SOURCE_TYPES}) with url or path, and a query`);

const match = part(
  {
    property: text('the internal name of the property of HubSpot, for example email'),
    column: column('its value'),
  },
  'property and column: by what a row finds its record',
);
const object = text('the object of HubSpot, for example contacts, 0-1 or p123_cars');

const destination = z
  .discriminatedUnion(
    'kind',
    [
      part(
        {
          kind: z.literal('object'),
          object,
          mode: oneOf(['upsert', 'update', 'insert'], 'upsert, update or insert'),
          match,
        },
        'kind, object, mode and match',
      ),
      part(
        {
          kind: z.literal('list'),
          mode: oneOf(['add', 'remove', 'mirror'], 'add, remove or mirror'),
          match,
          list: z
            .union(
              [
                part({ id: text('the id of the list, in quotes') }, 'name or id'),
                part({ name: text('the name of the list') }, 'name or id'),
              ],
              says('{name: …} or {id: "…"}; left out, the list has the name of the sync'),
            )
            .optional(),
        },
        'kind, mode and match, and list if its name is another than that of the sync',
      ),
      part(
        {
          kind: z.literal('event'),
          object: object.optional(),
          event: part(
            {
              name: text('the fully qualified name of the event, for example pe123_order_placed').optional(),
              by: oneOf(['email', 'objectId', 'utk'], 'email, objectId or utk'),
              column: column('what `by` names; without name: the name of the event').optional(),
              of: column('what `by` names, if `column` holds the name of the event').optional(),
              at: column('the moment of the event; left out, it is when it is sent').optional(),
            },
            'name, by and column',
          ),
        },
        'kind and event',
      ),
    ],
    says('object, list or event'),
  )
  .describe('where the rows go: kind (object, list or event) and what belongs to it');

const value = z.union(
  [z.string(), z.number(), z.boolean(), z.null()],
  says('a text, a number, true, false or null'),
);
const MAPPED = 'the name of a column, {column: …}, {template: "…"} or {value: …}';
const mapped = z.union(
  [
    text(MAPPED),
    part({ column: text(MAPPED) }, MAPPED),
    part({ template: text('a Liquid template in quotes, for example "{{ first }} {{ last }}"') }, MAPPED),
    part({ value }, MAPPED),
  ],
  says(MAPPED),
);

const association = part(
  {
    object: text('the other object, for example companies'),
    column: column('the other record, or several'),
    match: text('the property of the other record that the column holds; left out, its record id').optional(),
    type: z
      .union(
        [z.string().min(1), z.int().positive()],
        says('the id or the label of the association type; left out, the default'),
      )
      .optional(),
    create: z.boolean(says('true or false: whether a record that is not there is created')).optional(),
    replace: z
      .boolean(
        says('true or false: whether links of this sync are taken away that the row does not want any more'),
      )
      .optional(),
  },
  'object and column',
);

const BRAKE = '"10%" or a number of rows: a run that would take away more stops before it does';
const SCHEDULE = 'manual, {every: "15 minutes"} or {cron: "0 6 * * *", zone: "Europe/Berlin"}';

const schedule = z.union(
  [
    z.literal('manual', says(SCHEDULE)),
    part({ every: text('a whole number of minutes, hours or days, for example "15 minutes"') }, SCHEDULE),
    part(
      {
        cron: text('five fields: minute, hour, day, month, weekday; for example "0 6 * * *"'),
        zone: text('a time zone like Europe/Berlin; left out, UTC').optional(),
      },
      SCHEDULE,
    ),
  ],
  says(SCHEDULE),
);

export const fileForm = part(
  {
    name: z
      .string(says('a name of at most 100 characters, for example Customers to contacts'))
      .regex(/^\S(.{0,98}\S)?$/u, says('a name of at most 100 characters in one line, no space at its ends'))
      .describe('the name of the sync'),
    source,
    key: column('what names a row for ever: never empty, never twice'),
    to: destination,
    map: z
      .record(z.string().min(1), mapped, says(`properties of HubSpot, each with ${MAPPED}`))
      .optional()
      .describe('which property of HubSpot gets what'),
    associate: z
      .array(association, says('a list of {object, column}'))
      .optional()
      .describe('which other records a record is linked to'),
    gone: oneOf(['nothing', 'clear', 'delete'], 'nothing, clear or delete')
      .optional()
      .describe('what becomes of the record of a row that is no longer there; left out, nothing'),
    brake: z.union([z.string(), z.int().nonnegative()], says(BRAKE)).optional().describe(BRAKE),
    schedule: schedule.optional().describe(SCHEDULE),
    alerts: z.array(z.record(z.string(), z.json()), says('a list')).optional().describe('whom to tell'),
  },
  'name, source, key, to and map',
);

/** What a file says, before the rules that its parts keep among each other. */
export type FileForm = z.infer<typeof fileForm>;

/** The published schema of the file form: docs/sync.schema.json. */
export const definitionSchema = (): object => ({
  title: 'A sync of Baton',
  ...z.toJSONSchema(fileForm, { io: 'input', target: 'draft-2020-12' }),
});
