import { beforeEach, describe, expect, it } from 'vitest';
import { ActivityEntity } from '../../activity/activity-entity.ts';
import { DAY } from '../../ground/clock.ts';
import { describeOnBothDatabases } from '../../database/test-database.ts';
import type { TestDatabase } from '../../database/test-database.ts';
import { assistantId, contactId, ownerId, userId } from '../../ground/identifiers.ts';
import { MailEntity } from '../../mail/mail-entity.ts';
import { LeadEntity } from '../lead/lead-entity.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { TUESDAY, lead } from '../test-leads.ts';
import { seenBy } from './line.ts';
import { LeadLineEntity } from './line-entity.ts';
import { createLeadList } from './list.ts';
import type { LeadList } from './list.ts';
import type { LeadPage, LeadQuery } from './search.ts';
import { nameOfContact } from './words.ts';

const PORTAL = lead().portalId;
const all: LeadQuery = { sight: null, now: TUESDAY };

const person = (firstName: string, lastName: string, company: string | null = null): Partial<Lead> => {
  const email = `${firstName}@${lastName}.example.com`.toLowerCase();
  return { email, facts: { firstName, lastName, company, email, jobTitle: null } };
};

describeOnBothDatabases(
  'the list of leads',
  [LeadEntity, LeadLineEntity, MailEntity, ActivityEntity],
  (open) => {
    let database: TestDatabase;
    let list: LeadList;

    beforeEach(async () => {
      database = await open();
      list = createLeadList({ database });
    });

    const put = async (...leads: Partial<Lead>[]): Promise<void> => {
      await database.manager.insert(
        LeadEntity,
        leads.map((change, index) => lead({ contactId: contactId(100 + index), ...change })),
      );
      await list.fill();
    };
    const names = async (query: Partial<LeadQuery>, page: Partial<LeadPage> = {}) => {
      const wanted = { sort: 'name', direction: 'ascending', limit: 50, ...page } as const;
      const { leads } = await list.page(PORTAL, { ...all, ...query }, wanted);
      return leads.map((listed) => nameOfContact(listed.lead));
    };

    it('finds people by the beginnings of words, without accents and whatever the case', async () => {
      await put(
        person('Jürgen', 'Müller', 'Großhandel Straßer'),
        person('Ada', 'Smith-Jones', '100% Pure_Water'),
        person('Åse', 'Ødegård'),
      );
      for (const [search, found] of [
        ['muller', ['Jürgen Müller']],
        ['MÜLL jür', ['Jürgen Müller']],
        ['strasser', ['Jürgen Müller']],
        ['jones', ['Ada Smith-Jones']],
        ['ones', []],
        ['odeg', ['Åse Ødegård']],
        ['ada@smith', ['Ada Smith-Jones']],
        ['100%', ['Ada Smith-Jones']],
        ['1_0', []],
        ['%', []],
        ['example.c', ['Ada Smith-Jones', 'Åse Ødegård', 'Jürgen Müller']],
        ['ada muller', []],
      ] as const)
        expect([search, await names({ search })]).toEqual([search, found]);
    });

    it('filters by everything at once', async () => {
      await put(
        { ...person('A', 'One'), state: 'Hot', stage: 'closed', closedAt: TUESDAY - DAY },
        { ...person('B', 'Two'), priorOwnerId: null, priorOwnerName: null },
        { ...person('C', 'Three'), assistantId: assistantId('theo'), wakeAt: TUESDAY + DAY },
      );
      expect(await names({ states: ['Hot'] })).toEqual(['A One']);
      expect(await names({ with: 'assistant' })).toEqual(['B Two', 'C Three']);
      expect(await names({ with: 'person' })).toEqual(['A One']);
      expect(await names({ priorOwners: ['none'] })).toEqual(['B Two']);
      expect(await names({ priorOwners: ['none', '100'], assistants: ['theo'] })).toEqual(['C Three']);
      expect(await names({ nextEmail: { from: TUESDAY + 1 } })).toEqual(['C Three']);
      expect(await names({ nextEmail: null })).toEqual(['A One']);
      expect(await names({ states: [] })).toEqual([]);
    });

    it('a page goes on where the one before ended, in every order, and each lead comes once', async () => {
      const leads = Array.from({ length: 23 }, (_, index) => ({
        ...person(`N${index % 5}`, 'Same', index % 3 ? `Company ${index % 4}` : null),
        assignedAt: TUESDAY - (index % 6),
        wakeAt: index % 2 ? TUESDAY + (index % 4) : TUESDAY,
        stage: index % 4 ? ('nurturing' as const) : ('queued' as const),
      }));
      await put(...leads);
      for (const sort of ['name', 'company', 'state', 'next-email', 'last-answer', 'since'] as const)
        for (const direction of ['ascending', 'descending'] as const) {
          const found: string[] = [];
          let after: LeadPage['after'] | null = null;
          do {
            const page = await list.page(PORTAL, all, {
              sort,
              direction,
              limit: 5,
              ...(after ? { after } : {}),
            });
            found.push(...page.leads.map(({ line }) => line.contactId));
            after = page.after ?? null;
          } while (after);
          expect([sort, new Set(found).size, found.length]).toEqual([sort, 23, 23]);
        }
      expect(await list.count(PORTAL, all)).toBe(23);
    });

    it('leads without a next email come last, whichever way', async () => {
      await put(
        { ...person('Soon', 'X'), wakeAt: TUESDAY },
        { ...person('Later', 'X'), wakeAt: TUESDAY + DAY },
        { ...person('Never', 'X'), stage: 'closed', closedAt: TUESDAY },
      );
      expect(await names({}, { sort: 'next-email' })).toEqual(['Soon X', 'Later X', 'Never X']);
      expect(await names({}, { sort: 'next-email', direction: 'descending' })).toEqual([
        'Later X',
        'Soon X',
        'Never X',
      ]);
    });

    it('what needs a person is what the counts say', async () => {
      const closed = { stage: 'closed', state: 'Hot' } as const;
      await put(
        { ...person('Fresh', 'X'), ...closed, closedAt: TUESDAY - DAY },
        { ...person('Old', 'X'), ...closed, state: 'LeadAtRisk', closedAt: TUESDAY - 20 * DAY },
        { ...person('Ancient', 'X'), ...closed, closedAt: TUESDAY - 200 * DAY },
        { ...person('Taken', 'X'), ...closed, closedAt: TUESDAY - DAY, pickedUpAt: TUESDAY },
        { ...person('Waits', 'X'), stage: 'paused', assignedAt: TUESDAY - 8 * DAY },
        { ...person('Stuck', 'X'), stage: 'paused', closeReason: 'There is no first name.' },
      );
      expect(await names({ attention: 'needs-you' })).toEqual(['Fresh X']);
      expect(await names({ attention: 'at-risk' })).toEqual(['Old X']);
      expect(await names({ attention: 'any' })).toEqual(['Fresh X', 'Old X', 'Stuck X', 'Waits X']);
      expect(await list.attention(PORTAL, all)).toEqual({
        'needs-you': 1,
        'at-risk': 1,
        stuck: 1,
        paused: 1,
      });
    });

    it('shows a person their contacts only, in counts and names too', async () => {
      await put(
        { ...person('Mine', 'X'), priorOwnerId: ownerId('7'), priorOwnerName: 'Me' },
        { ...person('Theirs', 'X') },
        { ...person('Nobody', 'X'), priorOwnerId: null, priorOwnerName: null, assignedBy: userId('55') },
      );
      const sight = ['7', 'user:55'];
      expect(await names({ sight })).toEqual(['Mine X', 'Nobody X']);
      expect(await list.count(PORTAL, { ...all, sight })).toBe(2);
      expect(await list.byState(PORTAL, sight)).toEqual([{ state: 'Cold', count: 2 }]);
      expect(await list.priorOwners(PORTAL, sight)).not.toContainEqual({ id: '100', name: 'Rae Rep' });
      expect(await names({ sight: [] })).toEqual([]);
    });

    it('has no line for contacts that are gone', async () => {
      await put(
        { ...person('There', 'X') },
        { ...person('Deleted', 'X'), subState: 'deleted', stage: 'closed' },
        { ...person('Merged', 'X'), mergedInto: contactId(100), stage: 'closed' },
      );
      expect(await names({})).toEqual(['There X']);
    });
  },
);

describe('whose a contact is', () => {
  it.each([
    ['the owner before, while an assistant has it', {}, '100'],
    ['who handed it over, when it had no owner', { priorOwnerId: null, assignedBy: userId('55') }, 'user:55'],
    ['nobody', { priorOwnerId: null }, ''],
    ['who got it back', { stage: 'closed', closedAt: 5, handedBackTo: ownerId('8') }, '8'],
    [
      'who owns it in HubSpot now',
      { stage: 'closed', closedAt: 5, handedBackTo: ownerId('8'), ownerId: ownerId('9'), ownerAt: 6 },
      '9',
    ],
    [
      'not who owned it before it ended',
      { stage: 'closed', closedAt: 5, handedBackTo: ownerId('8'), ownerId: ownerId('9'), ownerAt: 4 },
      '8',
    ],
  ] as const)('%s', (_what, change, expected) => {
    expect(seenBy(lead(change))).toBe(expected);
  });
});
