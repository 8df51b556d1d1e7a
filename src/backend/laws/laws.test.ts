import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { addressLaw, addressLaws, disclosureLaw, disclosureLaws } from './laws.ts';

it.each([
  ['US', 'CAN-SPAM Act'],
  ['CA', 'CASL'],
  ['DE', 'Impressumspflicht'],
  ['JP', '特定電子メール法'],
])('%s asks for a postal address', (country, name) => expect(addressLaw(country)?.name).toBe(name));

it.each(['BR', 'XX', '', null])('%s asks for none that is known', (country) =>
  expect(addressLaw(country)).toBeNull(),
);

it.each([
  ['DE', '', 'EU AI Act'],
  ['PT', 'Lisboa', 'EU AI Act'],
  ['KR', '', 'AI Basic Act'],
  ['US', 'CA', 'BOT Act'],
  ['US', 'California', 'BOT Act'],
  ['US', 'US-UT', 'Artificial Intelligence Policy Act'],
  ['US', '', 'BOT Act'],
  ['US', 'New York', undefined],
  ['GB', '', undefined],
  [null, '', undefined],
])('software that writes to %s %s is named by %s', (country, region, name) =>
  expect(disclosureLaw(country, region)?.name).toBe(name),
);

it('docs/sending.md names every one with its source', () => {
  const page = readFileSync('docs/sending.md', 'utf8');
  const { EU, KR, US } = disclosureLaws;
  for (const law of [...Object.values(addressLaws), EU, KR, ...Object.values(US)]) {
    expect(page).toContain(law?.name);
    expect(page).toContain(law?.source);
  }
});
