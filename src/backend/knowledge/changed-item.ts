import { BatonError } from '../ground/errors.ts';
import type { AssistantId } from '../ground/identifiers.ts';
import { addressOfLink, checkDays, findableOf, fingerprintOf, titleFrom } from './checks.ts';
import type { ItemChange } from './checks.ts';
import type { KnowledgeItem } from './knowledge-entity.ts';
import { passagesOf } from './searching/passages.ts';
import { nextReading } from './read-item.ts';

type Change = Omit<ItemChange, 'assistantId'> & { assistantId: AssistantId | null };

/**
 * An item as an admin wants it. A link that leads elsewhere is read again.
 * @returns `text`: what it says now; null: what it said
 * @throws BatonError REQUEST_INVALID
 */
export function changed(
  before: KnowledgeItem,
  change: Change,
  now: number,
): { item: KnowledgeItem; text: string | null } {
  const { assistantId, expiresOn, asOf = before.asOf } = change;
  // An item that is old already may get a day that has passed: so it stays out of use.
  checkDays({ asOf, expiresOn });
  const common = { ...before, assistantId, asOf, expiresOn, version: change.version + 1 };
  if (before.kind === 'text' && change.text !== undefined)
    return withText(common, change.title, change.text, now);
  if (before.kind === 'link') return { item: withLink(common, change, now), text: null };
  return { item: named(common, change.title), text: null };
}

const named = (item: KnowledgeItem, title: string): KnowledgeItem => {
  const name = title === '' ? item.source || item.title : title;
  return { ...item, title: name, findable: findableOf(name, item.source) };
};

function withText(
  item: KnowledgeItem,
  title: string,
  written: string,
  now: number,
): { item: KnowledgeItem; text: string } {
  const text = written.trim();
  const passages = passagesOf(text).length;
  if (passages === 0) throw new BatonError('REQUEST_INVALID', 'Write what the assistants are to know.');
  const fingerprint = fingerprintOf('text', text);
  const sizes = { bytes: Buffer.byteLength(text), characters: text.length, passages };
  const changes = fingerprint === item.fingerprint ? {} : { readAt: now };
  return {
    item: named({ ...item, ...sizes, ...changes, fingerprint }, title === '' ? titleFrom(text) : title),
    text,
  };
}

function withLink(item: KnowledgeItem, change: Change, now: number): KnowledgeItem {
  const source = change.source === undefined ? item.source : addressOfLink(change.source);
  const keepFresh = change.keepFresh ?? item.keepFresh;
  const same = source === item.source;
  // A title that came with the old address says nothing of the new one.
  const title = !same && change.title === item.title && item.title === item.source ? '' : change.title;
  const link = named({ ...item, source, keepFresh }, title);
  if (!same)
    return {
      ...link,
      fingerprint: fingerprintOf('link', source),
      state: 'reading',
      readDueAt: now,
      attempts: 0,
      problem: null,
      problemSince: null,
      changes: null,
      changesAt: null,
    };
  if (keepFresh === item.keepFresh || item.state === 'reading') return link;
  return { ...link, readDueAt: keepFresh ? nextReading(item.readAt ?? now, now) : null };
}
