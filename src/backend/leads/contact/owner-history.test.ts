import { describe, expect, it } from 'vitest';
import type { ContactRecord, OwnerHistoryEntry } from '../../hubspot/types.ts';
import { contactId, ownerId } from '../../ground/identifiers.ts';
import { overwrittenOwner } from './owner-history.ts';
import { TUESDAY, lead } from '../test-leads.ts';

const APP = '7000001';
const [rae, sam, tara] = [ownerId('100'), ownerId('200'), ownerId('900')];
const HOUR = 3_600_000;

type Source = 'baton' | 'person' | 'another app';
type Version = [owner: ReturnType<typeof ownerId> | null, source: Source, at: number];

const entry = ([owner, source, at]: Version): OwnerHistoryEntry => ({
  ownerId: owner,
  at: TUESDAY + at,
  sourceType: source === 'person' ? 'CRM_UI' : 'INTEGRATION',
  sourceId: source === 'baton' ? APP : source === 'person' ? 'userId:1' : '42',
  updatedByUserId: null,
});
const record = (...versions: Version[]): ContactRecord => ({
  id: contactId(501),
  properties: {},
  ownerHistory: versions.map(entry),
  archived: false,
});

/** Rae gave the contact to Tara at 0. */
const given: Version[] = [
  [tara, 'person', 0],
  [rae, 'person', -HOUR],
];
const closed = lead({ stage: 'closed' });

describe('a person’s owner that Baton wrote over', () => {
  it.each<[string, Version[], ReturnType<typeof overwrittenOwner>]>([
    ['hand-back over the assistant: as it should be', [[rae, 'baton', HOUR], ...given], null],
    [
      'hand-back over a person who was a moment earlier',
      [[rae, 'baton', HOUR], [sam, 'person', HOUR - 500], ...given],
      { to: sam, expected: rae },
    ],
    [
      'hand-back over a person who removed the owner',
      [[rae, 'baton', HOUR], [null, 'person', HOUR - 500], ...given],
      { to: null, expected: rae },
    ],
    [
      'what another app wrote counts like a person’s choice',
      [[rae, 'baton', HOUR], [sam, 'another app', HOUR - 500], ...given],
      { to: sam, expected: rae },
    ],
    [
      'put back already',
      [[sam, 'baton', HOUR + 900], [rae, 'baton', HOUR], [sam, 'person', HOUR - 500], ...given],
      null,
    ],
    ['a person decided afterwards', [[sam, 'person', HOUR + 900], [rae, 'baton', HOUR], ...given], null],
  ])('%s', (_what, versions, expected) => {
    expect(overwrittenOwner(closed, record(...versions), APP)).toEqual(expected);
  });

  it('tells Baton’s taking over, asked for in the card, from a choice after that', () => {
    const taking = lead({ stage: 'queued', assignedAt: TUESDAY });
    const asked = record([tara, 'baton', 400], [rae, 'person', -HOUR]);
    expect(overwrittenOwner(taking, asked, APP)).toBeNull();
    const late = record([tara, 'baton', 400], [sam, 'person', 200], [rae, 'person', -HOUR]);
    expect(overwrittenOwner(taking, late, APP)).toEqual({ to: sam, expected: tara });
  });

  it('tells moving a contact to another assistant, as asked, from a choice after that', () => {
    const sven = ownerId('901');
    const moving = lead({ assistantOwnerId: sven, takenFrom: tara });
    expect(overwrittenOwner(moving, record([sven, 'baton', 900], ...given), APP)).toBeNull();
    const late = record([sven, 'baton', 900], [sam, 'person', 600], ...given);
    expect(overwrittenOwner(moving, late, APP)).toEqual({ to: sam, expected: sven });
  });

  it('knows nothing without the app’s id, and nothing of earlier rounds', () => {
    const versions = record([rae, 'baton', HOUR], [sam, 'person', HOUR - 500], ...given);
    expect(overwrittenOwner(closed, versions, null)).toBeNull();
    expect(overwrittenOwner(lead({ assignedAt: TUESDAY + 5 * HOUR }), versions, APP)).toBeNull();
  });

  it('goes by HubSpot’s time of the assignment, whatever this machine’s clock said then', () => {
    const versions = record([rae, 'baton', 1_000], [sam, 'person', 500], ...given);
    const wrong = lead({ stage: 'closed', assignedAt: TUESDAY + HOUR, ownedSince: TUESDAY });
    expect(overwrittenOwner(wrong, versions, APP)).toEqual({ to: sam, expected: rae });
  });
});
