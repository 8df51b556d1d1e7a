import type { Page } from 'playwright/test';
import { expect } from 'playwright/test';
import {
  card,
  createContact,
  expectChosen,
  handToTara,
  moveClock,
  openMail,
  openSettings,
  ownerField,
  property,
  reply,
} from './person.ts';
import type { Contact } from './person.ts';
import { APP_ID } from '../src/sandbox/local/installation.ts';
import { DOUBTFUL, FINDING } from '../test/world/doubted-answer.ts';
import { fillModelForm, tellModel } from './model.ts';
import { productTest } from './product-test.ts';

const test = productTest();

/** What the stand-in's model says of the answer in doubt. */
const tellOfDoubt = (page: Page): Promise<void> => tellModel(page, 'The board sits in May', FINDING);

/** A new contact whom Tara has written to answers in doubt. */
async function doubtfulAnswer(page: Page, firstName: string): Promise<Contact> {
  const contact = await createContact(page, firstName, 'Prado');
  await handToTara(page);
  await moveClock(page, '+5 min');
  await moveClock(page, '+5 min');
  await openMail(page, contact.email);
  await reply(page, DOUBTFUL);
  await page.goto(contact.path);
  return contact;
}

test('a model is tested on past replies before it is switched on, and nothing changes', async ({
  page,
  product,
}) => {
  test.slow();
  await tellOfDoubt(page);
  const contact = await doubtfulAnswer(page, 'Nuno');
  await expectChosen(property(page, 'baton_lead_connection_status'), 'Responded');
  const activities = page.locator('[data-kind]');
  // The note of the hand-over, Tara's email, the answer, the note of the hand-back, the task.
  await expect(activities).toHaveCount(5);

  await openSettings(page, 'language-model');
  await fillModelForm(page, product.url, 'wrong');
  const section = page.getByTestId('past-replies');
  await section.getByTestId('plan-trial').click();
  const plan = section.getByTestId('trial-plan');
  await expect(plan).toContainText('1 reply of a person.');
  await expect(plan).toContainText(`What they wrote (${DOUBTFUL.length} characters) and our question`);
  await expect(plan).toContainText('200,000 tokens are left');
  await section.getByTestId('begin-trial').click();
  await expect(section.getByTestId('trial-stopped')).toContainText('refuses the API key');

  await page.getByTestId('language-model-apiKey').fill('sk-local');
  await section.getByTestId('plan-trial').click();
  await section.getByTestId('begin-trial').click();
  await expect(section.getByTestId('trial-verdict')).toContainText('would be settled by tiny-1');
  await openSettings(page, 'language-model');
  await expect(page.getByTestId('language-model-status')).toHaveText('Off');
  await page.getByTestId('edit-language-model').click();
  const row = section.getByTestId('trial-replies').getByRole('row').filter({ hasText: 'Nuno Prado' });
  await expect(row).toContainText('not sure enough');
  await expect(row).toContainText('93 %, from “I would rather have something to show them then”');
  await expect(row).toContainText('Settled by the model');

  await page.goto(contact.path);
  await expectChosen(property(page, 'baton_lead_connection_status'), 'Responded');
  await expectChosen(ownerField(page), 'Rae Rep');
  await expect(activities).toHaveCount(5);
});

test('a language model is set up, tried, and settles a doubt; its budget is used up', async ({
  page,
  product,
}) => {
  test.slow();
  await tellOfDoubt(page);
  await openSettings(page, 'language-model');
  await expect(page.getByTestId('language-model-status')).toHaveText('Off');
  await fillModelForm(page, product.url, 'wrong');
  await page.getByTestId('save-language-model').click();
  await page.getByTestId('test-language-model').click();
  await expect(page.getByTestId('language-model-test-problem')).toContainText('refuses the API key');
  await page.getByTestId('edit-language-model').click();
  await page.getByTestId('language-model-apiKey').fill('sk-local');
  await page.getByTestId('save-language-model').click();
  await page.getByTestId('test-language-model').click();
  await expect(page.getByTestId('language-model-test-worked')).toContainText('It works');
  await expect(page.getByTestId('language-model-status')).toHaveText('On');

  await doubtfulAnswer(page, 'Ines');
  await expect(card(page)).toContainText(
    'Read by tiny-1: asked to be contacted later (93 %), from “I would rather have something to show them then”',
  );

  await openSettings(page, 'language-model');
  await page.getByTestId('edit-language-model').click();
  await page.getByTestId('language-model-dailyTokens').fill('100');
  await page.getByTestId('save-language-model').click();
  await page.getByTestId('test-language-model').click();
  await expect(page.getByTestId('language-model-test-problem')).toContainText('budget is used up');
  await openSettings(page, 'language-model');
  await expect(page.getByTestId('language-model-status')).toHaveText('Budget used up');
  await expect(page.getByTestId('language-model-used-up')).toContainText('go to a person until');
  await page.goto(`/app/4242/${APP_ID}?user=ada`);
  await expect(page.getByTestId('attention-model-budget')).toContainText('is used up');
});
