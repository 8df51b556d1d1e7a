import { Alert, Flex, LoadingButton } from '@hubspot/ui-extensions';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { settle, useFakeTime } from '../requests/test-backend.ts';
import type { MailDomain } from './contract.ts';
import { settings, showSettings } from './test-settings.tsx';

const route = 'GET /api/assistants/a1/domain';
const answer: MailDomain = {
  domain: 'acme.example',
  findings: [
    { name: 'SPF', state: 'ok', text: 'Found: names who sends.', enter: null },
    { name: 'DKIM', state: 'unknown', text: 'Not known.', enter: null },
    {
      name: 'DMARC',
      state: 'missing',
      text: 'No DMARC record.',
      enter: { name: '_dmarc.acme.example', value: 'v=DMARC1; p=none' },
    },
  ],
};

beforeEach(() => useFakeTime());
afterEach(() => {
  vi.useRealTimers();
});

async function look(...reply: [body: object, status?: number]) {
  const page = await showSettings(settings, 'assistants');
  page.backend.on(route, ...reply);
  page.findByTestId(LoadingButton, 'check-domain-a1').trigger('onClick');
  await settle();
  return page;
}

it('says of each whether it is found, missing or not known, and what to enter', async () => {
  const shown = (await look(answer)).findByTestId(Flex, 'mail-domain-a1').toString();
  for (const words of ['SPF found', 'DKIM not known', 'DMARC missing', '_dmarc.acme.example', 'p=none'])
    expect(shown).toContain(words);
});

it('a look that fails says so, and can be repeated', async () => {
  const page = await look({ code: 'INTERNAL', message: 'Something went wrong.' }, 500);
  expect(page.findByTestId(Alert, 'domain-problem-a1').props.title).toContain('wrong');
  page.backend.on(route, answer);
  page.findByTestId(LoadingButton, 'check-domain-a1').trigger('onClick');
  await settle();
  expect(page.maybeFindByTestId(Alert, 'domain-problem-a1')).toBeNull();
});
