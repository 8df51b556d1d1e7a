import { beforeEach, expect, it } from 'vitest';
import { describeOnBothDatabases } from '../../database/test-database.ts';
import type { TestDatabase } from '../../database/test-database.ts';
import { assistantId, contactId, ownerId, portalId } from '../../ground/identifiers.ts';
import { LeadEntity } from '../lead/lead-entity.ts';
import { lead, TUESDAY } from '../test-leads.ts';
import type { DropDeps } from './drop.ts';
import { dropAllOf } from './forget.ts';
import { SubstituteEntity } from './substitute-entity.ts';
import type { Substitute } from './substitute-entity.ts';

const [PORTAL, OTHER] = [portalId(4242), portalId(1)];

const substitute = (person: string, change: Partial<Substitute> = {}): Substitute => ({
  portalId: PORTAL,
  person,
  email: `${person}@lovelace.example.com`,
  name: 'Jim Ode',
  absentId: contactId(501),
  round: '501-1',
  step: 0,
  noticeAt: TUESDAY,
  assistantId: assistantId('tara'),
  ownerId: ownerId('100'),
  ownerName: 'Rae Rep',
  announcedAt: TUESDAY,
  dueAt: TUESDAY,
  lookAt: TUESDAY,
  stage: 'announced',
  contactId: null,
  reason: null,
  ...change,
});

describeOnBothDatabases(
  'substitutes of an account that is disconnected',
  [LeadEntity, SubstituteEntity],
  (open) => {
    let database: TestDatabase;
    let said: string[];
    const deps = {
      outbox: {
        createNote: async (_tx: unknown, { key, html }: { key: string; html: string }) =>
          void said.push(`${key}: ${html}`),
        withdraw: async (_tx: unknown, _portal: unknown, key: string) => void said.push(`withdrawn ${key}`),
      },
      activity: { record: async (_tx: unknown, { title }: { title: string }) => void said.push(title) },
      clock: { now: () => TUESDAY },
    } as unknown as DropDeps;
    const stages = async () => {
      const rows = await database.manager.find(SubstituteEntity, { order: { person: 'ASC' } });
      return rows.map(
        ({ person, stage, lookAt }) => `${person} ${stage}${lookAt === null ? '' : ', looked at'}`,
      );
    };

    beforeEach(async () => {
      said = [];
      database = await open();
      await database.manager.insert(LeadEntity, lead({ portalId: PORTAL, contactId: contactId(501) }));
    });

    it('are not written to, and whoever was told that they would be is told so', async () => {
      await database.manager.insert(SubstituteEntity, [
        substitute('ada'),
        substitute('bob', { stage: 'creating', lookAt: null }),
        substitute('cem', { stage: 'written', lookAt: null }),
        substitute('dan', { stage: 'refused', lookAt: null }),
        substitute('eve', { portalId: OTHER }),
      ]);
      await database.transaction((tx) => dropAllOf(deps, tx, PORTAL));
      const left = ['ada dropped', 'bob dropped', 'cem written', 'dan refused', 'eve announced, looked at'];
      expect(await stages()).toEqual(left);
      expect(said.filter((one) => one.startsWith('substitute-'))).toEqual([
        expect.stringMatching(/^substitute-ada-dropped: .*Jim Ode.*nobody could have said no/),
        expect.stringMatching(/^substitute-bob-dropped: /),
      ]);
      expect(said).toContain('withdrawn new-contact-bob');
      await database.transaction((tx) => dropAllOf(deps, tx, PORTAL));
      expect(said.filter((one) => one.startsWith('substitute-'))).toHaveLength(2);
    });
  },
);
