import { hasOpenPassword } from '../../sources/address.ts';
import { referencesIn, troubleWith } from '../../sources/references.ts';
import type { Variables } from '../../sources/references.ts';
import { compileTemplate } from '../values/templates.ts';
import type { Complaint } from './complaints.ts';
import type { FileForm } from './file-form.ts';
import type { Path } from './places.ts';

/** What the parts of a well-formed definition keep among each other. */
export function brokenRules(file: FileForm, variables: Variables): Complaint[] {
  return [
    ...sourceRules(file),
    ...destinationRules(file),
    ...goneRules(file),
    ...mapRules(file),
    ...templateRules(file),
    ...referenceRules(file, variables),
  ];
}

const SCHEMES: Readonly<Record<string, RegExp>> = {
  postgres: /^(postgres(ql)?:\/\/|\$\{)/i,
  mysql: /^((mysql|mariadb):\/\/|\$\{)/i,
};

function sourceRules({ source }: FileForm): Complaint[] {
  if (source.type === 'sqlite') {
    if ((source.path === undefined) === (source.url === undefined))
      return [
        { path: ['source'], message: '`source` needs one of path and url. Write `path: shop.sqlite`.' },
      ];
    if (source.url !== undefined && !/^sqlite:[^]/.test(source.url))
      return [{ path: ['source', 'url'], message: 'Write `path: shop.sqlite` instead of `url`.' }];
    return [];
  }
  if (!('url' in source)) return [];
  const path = ['source', 'url'];
  if (!SCHEMES[source.type]?.test(source.url))
    return [
      {
        path,
        message: `\`source.url\` does not begin with ${source.type}://. Write the address, or change \`type\`.`,
      },
    ];
  return hasOpenPassword(source.url)
    ? [
        {
          path,
          message:
            'A password is written out in `source.url`. Write `${SHOP_PASSWORD}` in its place and set that variable where Baton runs.',
        },
      ]
    : [];
}

function destinationRules({ to, map, associate }: FileForm): Complaint[] {
  const complaints: Complaint[] = [];
  if (to.kind === 'object' && to.match.property === 'hs_object_id' && to.mode !== 'update')
    complaints.push({
      path: ['to', 'match', 'property'],
      message: `Nothing can be found or created by a record id that HubSpot gives out: with hs_object_id only \`mode: update\` goes, not ${to.mode}.`,
    });
  if (to.kind === 'list' && !['email', 'hs_object_id'].includes(to.match.property))
    complaints.push({
      path: ['to', 'match', 'property'],
      message:
        'Members of a list are found by `property: email` or `property: hs_object_id`. Write one of them.',
    });
  if (to.kind === 'event') complaints.push(...eventRules(to.event));
  if (to.kind === 'list' && Object.keys(map ?? {}).length > 0)
    complaints.push({
      path: ['map'],
      at: 'key',
      message:
        'A list has members and no properties. Leave `map` out, or write properties in another sync of `kind: object`.',
    });
  if (to.kind !== 'object' && (associate ?? []).length > 0)
    complaints.push({
      path: ['associate'],
      at: 'key',
      message: `Only records are linked: leave \`associate\` out, or write them in another sync of \`kind: object\`.`,
    });
  return complaints;
}

function eventRules({ name, column, of }: Extract<FileForm['to'], { kind: 'event' }>['event']): Complaint[] {
  const path = ['to', 'event'];
  if (name === undefined && column === undefined)
    return [
      { path, message: 'The event has no name. Write `name`, or `column` for the column that holds it.' },
    ];
  if (name === undefined && of === undefined)
    return [{ path, message: 'Whose event is it? Write `of` for the column that holds what `by` names.' }];
  if (name !== undefined && (column === undefined) === (of === undefined))
    return [
      { path, message: 'Whose event is it? Write `column` once, for the column that holds what `by` names.' },
    ];
  return [];
}

function goneRules({ to, gone = 'nothing' }: FileForm): Complaint[] {
  if (gone === 'nothing' || (to.kind === 'object' && gone === 'clear')) return [];
  const path = ['gone'];
  if (to.kind === 'list')
    return [{ path, message: 'Members leave a list by `mode: mirror`. Leave `gone` out.' }];
  if (to.kind === 'event')
    return [{ path, message: 'An event that was sent cannot be taken back. Leave `gone` out.' }];
  return to.mode === 'upsert'
    ? []
    : [
        {
          path,
          message: `Records are deleted in \`mode: upsert\` only, not in ${to.mode}. Write \`gone: clear\` or \`nothing\`.`,
        },
      ];
}

function mapRules({ to, map = {} }: FileForm): Complaint[] {
  if (to.kind !== 'object') return [];
  if (Object.keys(map).length === 0)
    return [
      {
        path: ['map'],
        message:
          '`map` is missing or empty. Write which property gets which column: `firstname: first_name`.',
      },
    ];
  const complaints: Complaint[] = [];
  if ('hs_object_id' in map)
    complaints.push({
      path: ['map', 'hs_object_id'],
      at: 'key',
      message: 'HubSpot gives out record ids. Leave `hs_object_id` out of `map`.',
    });
  const { property, column } = to.match;
  const matched = Object.hasOwn(map, property) ? map[property] : undefined;
  const from = typeof matched === 'object' && 'column' in matched ? matched.column : matched;
  if (matched !== undefined && property !== 'hs_object_id' && from !== column && to.mode !== 'update')
    complaints.push({
      path: ['map', property],
      message: `Records are found by \`${property}\` from the column ${column}, and get another value here. Leave it out, or write \`${property}: ${column}\`.`,
    });
  return complaints;
}

function templateRules({ map = {} }: FileForm): Complaint[] {
  return Object.entries(map).flatMap(([name, mapped]) => {
    if (typeof mapped !== 'object' || !('template' in mapped)) return [];
    try {
      compileTemplate(mapped.template);
      return [];
    } catch (error) {
      const [first = ''] = error instanceof Error ? error.message.split(', line:') : [];
      return [{ path: ['map', name, 'template'], message: `The template is not right: ${first}.` }];
    }
  });
}

/** References are read in the source and the alerts; anywhere else a secret would end up in HubSpot. */
function referenceRules(file: FileForm, variables: Variables): Complaint[] {
  return textsIn(file, []).flatMap(({ path, text }) =>
    referencesIn(text).flatMap((name) => {
      const where = path[0] === 'source' || path[0] === 'alerts';
      const trouble = where
        ? troubleWith(name, variables)
        : `\${${name}} is read in \`source\` and \`alerts\` only. Write here what is meant.`;
      return trouble === null ? [] : [{ path, message: trouble, words: `\${${name}}` }];
    }),
  );
}

function textsIn(value: unknown, path: Path): { path: Path; text: string }[] {
  if (typeof value === 'string') return [{ path, text: value }];
  if (typeof value !== 'object' || value === null) return [];
  const parts: [string | number, unknown][] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(value);
  return parts.flatMap(([step, inner]) => textsIn(inner, [...path, step]));
}
