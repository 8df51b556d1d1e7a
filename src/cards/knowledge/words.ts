import { dayAt } from '../wording/dates.ts';
import type { Reader } from '../wording/dates.ts';
import type { KnowledgeItemView } from './contract.ts';

/** A day of the calendar as HubSpot's DateInput has it: months from 0. */
export interface Day {
  year: number;
  month: number;
  date: number;
}

export const isoOf = ({ year, month, date }: Day): string =>
  `${year}-${String(month + 1).padStart(2, '0')}-${String(date).padStart(2, '0')}`;

export function dayOf(iso: string): Day {
  const [year = 0, month = 1, date = 1] = iso.split('-').map(Number);
  return { year, month: month - 1, date };
}

/** An ISO date as people read it; it is of no zone. */
export const dayWords = (iso: string, reader: Reader): string =>
  dayAt(Date.parse(`${iso}T12:00:00Z`), { ...reader, timeZone: 'UTC' });

type Tone = 'danger' | 'warning' | 'success' | 'info' | 'default';

/** How it stands with an item, in a word or two. */
export function stateWords({ state, validity, problem, kind }: KnowledgeItemView): {
  label: string;
  tone: Tone;
} {
  if (state === 'failed') return { label: 'Not readable', tone: 'danger' };
  if (state === 'reading') return { label: 'Being read', tone: 'info' };
  if (validity === 'expired') return { label: 'Expired', tone: 'danger' };
  if (problem !== null && kind === 'link') return { label: 'Not up to date', tone: 'warning' };
  if (validity === 'expires-soon') return { label: 'Expires soon', tone: 'warning' };
  return { label: 'In use', tone: 'success' };
}

/** What is to be said of an item beside its state, a sentence each. */
export function notesOf(item: KnowledgeItemView, reader: Reader): string[] {
  const { state, problem, problemSince, readAt, changes, changesAt, kind, validity } = item;
  const notes: string[] = [];
  if (problem !== null) notes.push(problem);
  if (state === 'reading' && problem !== null) notes.push('Baton tries it again.');
  if (state === 'ready' && problem !== null && kind === 'link' && readAt !== null && problemSince !== null)
    notes.push(
      `Since ${dayAt(problemSince, reader)}. What it said on ${dayAt(readAt, reader)} is still used.`,
    );
  if (validity === 'expired') notes.push('Not used any more. Give it a later day, or remove it.');
  if (changes !== null && changesAt !== null)
    notes.push(`Changed on ${dayAt(changesAt, reader)}: ${changes}`);
  return notes;
}

export const kindWords: Readonly<Record<KnowledgeItemView['kind'], string>> = {
  text: 'Text',
  link: 'Link',
  file: 'File',
};

/** How long it is, in pages of about 3,000 characters: what people can picture. */
export function lengthWords({ characters, passages }: KnowledgeItemView): string {
  if (passages === 0) return '';
  const pages = Math.round(characters / 3_000);
  return pages < 1 ? 'less than a page' : pages === 1 ? 'about a page' : `about ${pages} pages`;
}
