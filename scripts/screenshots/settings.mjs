// What an admin sets.
import { modelSays } from '../../test/world/model-writes.ts';
import { letModelWrite, tellModel } from '../../e2e/model.ts';
import {
  card,
  contactedByTara,
  createContact,
  goToSection,
  handToTara,
  moveClock,
  openMail,
  openSettings,
  reply,
  writeContext,
} from '../../e2e/person.ts';
import { take, takeBoth, untilQuiet } from './camera.mjs';

const SETTINGS = '/app/4242/7000001/settings?user=ada';

/** All sections at a glance, two of which need attention, and one of them opened. */
export async function settings({ page }) {
  await openSettings(page, 'sending');
  await page.getByTestId('postal-address').fill('');
  await page.getByTestId('save-footer').click();
  await page.getByTestId('address-missing').waitFor();
  await goToSection(page, 'lead-handling');
  await page.getByTestId('fallback-owner').selectOption({ label: 'Sam Seller (sam@acme.example.com)' });
  await goToSection(page, 'do-not-contact');
  await page.getByTestId('exclusions-text').fill('competitor.com\n*.gov');
  await page.getByTestId('add-exclusions').click();
  await page.getByTestId('exclusions-added').waitFor();
  await page.getByTestId('share-opt-outs').click();
  await page.getByTestId('opt-outs-not-granted').waitFor();
  await untilQuiet(page);
  await page.goto(SETTINGS);
  await page.getByTestId('at-a-glance-connection').waitFor();
  await takeBoth(page, 'settings', { whole: true });
  await page.goto(`${SETTINGS}&section=sending`);
  await page.getByTestId('address-missing').waitFor();
  await takeBoth(page, 'settings-sending', { whole: true });
}

/** What an admin meets right after connecting, before and in the middle. */
export async function setUp({ page }) {
  await page.goto('/settings/4242?user=ada');
  const opened = page.context().waitForEvent('page');
  await page.getByTestId('connect').click();
  const consent = await opened;
  await consent.getByLabel('Account').selectOption({ label: 'Acme (local) (4242)' });
  await consent.getByRole('button', { name: 'Allow' }).click();
  await consent.getByRole('link', { name: 'Open Baton’s settings' }).waitFor();
  await consent.close();
  await page.goto(SETTINGS);
  await page.getByTestId('set-up').waitFor();
  await takeBoth(page, 'set-up', { whole: true });
  await page.getByTestId('set-up-next').click();
  await page.getByText('step 2 of 3').waitFor();
  await page.getByTestId('set-up-next').click();
  await page.getByText('step 3 of 3').waitFor();
  await untilQuiet(page);
  await takeBoth(page, 'set-up-finish', { whole: true });
}
setUp.installation = { connected: false };

export async function contextLabels({ page }) {
  await openSettings(page, 'knowledge');
  await page.getByTestId('label-word').fill('Hook');
  await page.getByTestId('add-label').click();
  await page.getByTestId('own-label-Hook').waitFor();
  await page.getByTestId('label-word').scrollIntoViewIfNeeded();
  await untilQuiet(page);
  await take(page, 'context-labels');
}

/** Three items, and a question that two of them answer. */
export async function knowledge({ page }) {
  await page.goto(`${SETTINGS}&section=knowledge`);
  const section = page.getByTestId('knowledge');
  for (const [title, text] of [
    ['Prices of 2026', 'The Enterprise plan costs 1,200 € a month for up to 40 seats.'],
    ['Support', 'Support answers within four hours, on working days from 8 to 18.'],
    ['The fair in May', 'At the fair in Hannover every new plan costs half for a year.'],
  ]) {
    await section.getByTestId('add-text').click();
    const form = section.getByTestId('text-form');
    await form.getByLabel('Text').fill(text);
    await form.getByLabel('Title').fill(title);
    await form.getByTestId('save-knowledge').click();
    await form.waitFor({ state: 'hidden' });
  }
  const trial = section.getByTestId('search-trial');
  await trial.getByLabel('What a contact could ask').fill('What does the Enterprise plan cost?');
  await trial.getByTestId('search-knowledge').click();
  await trial.getByTestId('passages').waitFor();
  await untilQuiet(page);
  await takeBoth(page, 'knowledge', { whole: true });
}

/** The list, with one of the account's own, and its editor with a preview. */
export async function sequences({ page }) {
  const place = '/app/4242/7000001/sequences?user=ada';
  const contact = await createContact(page, 'Ada', 'Marsh');
  await page.goto(place);
  await page.getByTestId('copy-brief').click();
  await page.getByTestId('sequence-name').fill('Pumps, short');
  await page.getByTestId('sequence-name').blur();
  await page.getByTestId('body-0').fill('Our pumps run without oil, {{ contact.firstName }}.');
  await page.getByTestId('body-0').blur();
  await page.getByTestId('save-sequence').click();
  const row = page.getByTestId('sequences').getByRole('row', { name: 'Pumps, short' });
  await row.waitFor();
  await untilQuiet(page);
  await takeBoth(page, 'sequences', { whole: true });
  await row.getByRole('button', { name: 'Edit' }).click();
  await page.getByTestId('preview-contact').fill(contact.path.split('/').at(-1) ?? '');
  await page.getByTestId('preview-sequence').click();
  await page.getByTestId('written-0').waitFor();
  await takeBoth(page, 'sequence-editor', { whole: true });
}

/** An email that a language model wrote, with the source of each sentence. */
export async function modelWrites({ page, product }) {
  const said = modelSays('You asked us for a quote for twelve pumps.', ['C1']);
  await tellModel(page, 'a quote for twelve pumps', said);
  await letModelWrite(page, product.url);
  await page.goto('/app/4242/7000001/sequences?user=ada');
  await page.getByTestId('copy-brief').click();
  await page.getByTestId('sequence-name').fill('Written by Tara');
  await page.getByTestId('sequence-name').blur();
  await page.getByTestId('email-writer-0').selectOption({ label: 'The assistant writes' });
  await page.getByTestId('save-sequence').click();
  await page.getByTestId('sequences').getByRole('row', { name: 'Written by Tara' }).waitFor();
  await openSettings(page, 'assistants');
  await page.locator('[data-testid^="edit-"]').first().click();
  await page.getByTestId('field-sequenceId').selectOption({ label: 'Written by Tara (4 steps)' });
  await page.getByTestId('field-approval').selectOption({ label: 'The first email to a contact' });
  await page.getByTestId('save-assistant').click();
  await page.getByTestId('assistant-form').waitFor({ state: 'hidden' });
  await page.goto('/?user=rae');
  await createContact(page, 'Greta', 'Marsh');
  await writeContext(page, 'Why: you asked us for a quote for twelve pumps.\nPrivate: they are in a hurry.');
  await handToTara(page);
  await moveClock(page, '+5 min');
  await moveClock(page, '+5 min');
  await card(page).getByTestId('draft-why').waitFor();
  await page.goto('/app/4242/7000001/reviews?user=rae');
  await page
    .getByRole('button', { name: /Open|Look/ })
    .first()
    .click();
  await page.getByTestId('sources').waitFor();
  await take(page, 'model-writes', { whole: true });
}

/** A question of a contact, and the answer that a model suggests from the knowledge. */
export async function suggestedAnswer({ page, product }) {
  const text = 'A cargo bike costs 79 EUR a month, and servicing is part of it.';
  await tellModel(page, 'What does a cargo bike cost', {
    subject: '',
    subjectSources: [],
    sentences: [
      { text, sources: ['K1'], paragraph: 1 },
      { text: 'How many would you need?', sources: [], paragraph: 2 },
    ],
  });
  await letModelWrite(page, product.url);
  await openSettings(page, 'knowledge');
  await page.getByTestId('add-text').click();
  await page.getByTestId('knowledge-title').fill('Prices 2026');
  await page
    .getByTestId('knowledge-text')
    .fill('A cargo bike costs 79 EUR a month. Servicing is part of it.');
  await page.getByTestId('save-knowledge').click();
  await page.getByTestId('knowledge-items').waitFor();
  await page.goto('/?user=rae');
  const contact = await contactedByTara(page, 'Noor', 'Bakker');
  await openMail(page, contact.email);
  await reply(page, 'What does a cargo bike cost a month?');
  await page.goto(contact.path);
  await card(page).getByTestId('suggestion').waitFor();
  await page.getByRole('tab', { name: 'Baton' }).click();
  const tab = page.getByRole('tabpanel', { name: 'Selected view' });
  await tab.getByTestId('sentence-sources').waitFor();
  await take(page, 'suggested-answer', { size: { width: 1280, height: 1000 } });
}

/** What an account uses, with a day's limit. */
export async function hubspotApi({ page }) {
  for (const [first, last] of [
    ['Piet', 'Vos'],
    ['Mia', 'Berg'],
    ['Jan', 'Smit'],
  ])
    await contactedByTara(page, first, last);
  await page.goto(`${SETTINGS}&section=hubspot-api`);
  await page.getByTestId('budget-preset').selectOption({ label: 'Free and Starter (100, 250,000 a day)' });
  await page.getByTestId('save-api-budget').click();
  await page.getByTestId('budget-today').getByText('of 250,000 calls').waitFor();
  await untilQuiet(page);
  await takeBoth(page, 'hubspot-api', { whole: true });
}
