import { Alert, Link } from '@hubspot/ui-extensions';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { useFakeTime } from '../requests/test-backend.ts';
import { showCard } from './test-card.tsx';

beforeEach(() => useFakeTime());
afterEach(() => vi.useRealTimers());

it('leads from a contact that was merged away to the one that remains, if that is still there', async () => {
  const url = 'https://app.example/contacts/1/record/0-1/9';
  const card = await showCard({ kind: 'merged', into: { name: 'Kim Lee', url } });
  expect(card.findByTestId(Alert, 'merged').props.title).toBe('This contact was merged into Kim Lee');
  expect(card.findByTestId(Link, 'merged-record').props.href).toEqual({ url, external: true });
  const gone = await showCard({ kind: 'merged', into: { name: 'Kim Lee', url: null } });
  expect(gone.maybeFindByTestId(Link, 'merged-record')).toBeNull();
  expect(gone.findByTestId(Alert, 'merged').toString()).toContain('not in HubSpot any more either');
});
