import { beforeEach, expect, it } from 'vitest';
import { describeOnBothDatabases } from '../../database/test-database.ts';
import type { TestDatabase } from '../../database/test-database.ts';
import { assistantId, contactId, portalId } from '../../ground/identifiers.ts';
import { MailEntity, mailEntities } from '../mail-entity.ts';
import { eraseMails } from '../mails.ts';
import { MailFileEntity } from './file-entity.ts';
import { expireFiles, filesForwarded, filesOfMails, keepFiles, toSend } from './files.ts';
import { isSafe, typeOf } from './safe.ts';

const [PORTAL, OTHER] = [portalId(1), portalId(2)];
const KB = 1024;
const file = (name: string, size = KB, whole = true) => ({ name, content: Buffer.alloc(size, 'x'), whole });

it.each([
  ['offer.pdf', '%PDF-1.7', true],
  ['OFFER.PDF', '%PDF-1.7', true],
  ['offer.pdf', 'MZ\x90', false],
  ['offer.docx', '<html><script>', false],
  ['offer.pdf.exe', 'x', false],
  ['offer.pdf ', '%PDF', false],
  ['macro.docm', 'PK', false],
  ['page.html', 'Hello', false],
  ['image.svg', 'x', false],
  ['link.lnk', 'x', false],
  ['unheard.of', 'x', false],
  ['constructor', 'x', false],
  ['no-ending', 'x', false],
])('%s that begins with %j may be forwarded: %s', (name, content, safe) => {
  expect(isSafe(name, Buffer.from(content, 'latin1'))).toBe(safe);
});

it('is sent as what its name says, not as what its sender called it', () => {
  expect(typeOf('Offer.PDF')).toBe('application/pdf');
});

describeOnBothDatabases('files of answers', mailEntities, (open) => {
  let database: TestDatabase;
  const at = 1_000;
  const keep = (files: Parameters<typeof keepFiles>[2], mailId = 'in-1', portal = PORTAL) =>
    keepFiles(database.manager, { portalId: portal, mailId, at }, files, { one: 4 * KB, all: 6 * KB });
  const known = (mailId = 'in-1') => filesOfMails(database.manager, PORTAL, [mailId]);
  const states = async () => (await known()).map(({ name, state }) => [name, state]);
  const contentOf = async (position: number) =>
    (await database.manager.findOneByOrFail(MailFileEntity, { portalId: PORTAL, position })).content;

  beforeEach(async () => {
    database = await open();
  });

  it('are kept up to a size each and together; the rest is known by name', async () => {
    await keep([
      file('a.pdf', 4 * KB),
      file('b.pdf', 4 * KB + 1),
      file('c.pdf', 3 * KB),
      file('d.exe'),
      file('e.pdf', 2 * KB),
      file('f.pdf', KB, false),
    ]);
    expect(await states()).toEqual([
      ['a.pdf', 'kept'],
      ['b.pdf', 'too-large'],
      ['c.pdf', 'too-large'],
      ['d.exe', 'unsafe'],
      ['e.pdf', 'kept'],
      ['f.pdf', 'cut'],
    ]);
    expect(await contentOf(1)).toBeNull();
    const [first] = await known();
    expect(first && (await toSend(database, first).content()).length).toBe(4 * KB);
  });

  it('are not kept any longer once who is to have them has them, for certain', async () => {
    await keep([file('a.pdf'), file('d.exe')]);
    await filesForwarded(database.manager, PORTAL, 'in-1', false);
    expect(await contentOf(0)).not.toBeNull();
    await expireFiles(database, at + 1);
    expect(await contentOf(0)).toBeNull();
    expect(await states()).toEqual([
      ['a.pdf', 'forwarded'],
      ['d.exe', 'unsafe'],
    ]);
    await keep([file('a.pdf')], 'in-2');
    await filesForwarded(database.manager, PORTAL, 'in-2', true);
    const [one] = await known('in-2');
    await expect(one && toSend(database, one).content()).rejects.toMatchObject({ code: 'MAIL_UNAVAILABLE' });
  });

  it('expire when nobody gets them', async () => {
    await keep([file('a.pdf')]);
    await expireFiles(database, at);
    expect(await states()).toEqual([['a.pdf', 'kept']]);
    await expireFiles(database, at + 1);
    expect(await states()).toEqual([['a.pdf', 'expired']]);
    expect(await contentOf(0)).toBeNull();
  });

  it('are erased with their person, names and a forward under way included, and nobody else’s', async () => {
    const mail = {
      portalId: PORTAL,
      contactId: contactId(7),
      assistantId: assistantId('tara'),
      round: 0,
      step: 0,
      at,
      leasedUntil: 0,
      attempts: 0,
      inReplyTo: null,
      fromAddress: '',
      replyClass: null,
      error: null,
      subject: 'Offer',
      text: 'See',
      toAddress: 'rae@acme.example.com',
    };
    const answer = { direction: 'in', kind: 'reply', state: 'received', messageId: '<1>' } as const;
    const forward = { direction: 'out', kind: 'forward', state: 'sending', messageId: '<2>' } as const;
    await database.manager.insert(MailEntity, [
      { ...mail, ...answer, mailId: 'in-1' },
      { ...mail, ...forward, mailId: 'files-in-1' },
    ]);
    await keep([file('a.pdf')]);
    await keep([file('b.pdf')], 'in-1', OTHER);
    await eraseMails(database.manager, PORTAL, contactId(7));
    expect((await database.manager.find(MailFileEntity)).map(({ portalId }) => portalId)).toEqual([OTHER]);
    const left = await database.manager.find(MailEntity, { order: { direction: 'ASC' } });
    expect(left.map(({ state }) => state)).toEqual(['received', 'cancelled']);
    expect(JSON.stringify(left)).not.toMatch(/"in-1"|files-|rae@|Offer/);
  });
});
