import type { SequenceStep } from '../types.ts';

const inBraces = /\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g;
const tag = /\bfield\.([a-z][a-z0-9_]*)/g;

/** The tags of fields that a Liquid text uses: "plan" of `{{ field.plan | default: "yours" }}`. */
export const tagsIn = (text: string): string[] => [
  ...new Set(
    [...text.matchAll(inBraces)].flatMap(([used]) => [...used.matchAll(tag)].map(([, name = '']) => name)),
  ),
];

/** Those that an email uses. */
export const tagsOf = ({ subject, body, ps = '' }: Pick<SequenceStep, 'subject' | 'body' | 'ps'>): string[] =>
  tagsIn([subject, body, ps].join('\n'));
