import { expect } from 'playwright/test';
import { card, createContact, handToTara, moveClock, openMail, reply } from './person.ts';
import { productTest } from './product-test.ts';

const test = productTest();
const DOUBTFUL = 'The board sits in May and I would rather have something to show them then.';
const FINDING = {
  class: 'ConnectLater',
  confidence: 0.93,
  secondary: [],
  evidence: 'I would rather have something to show them then',
  resumeOn: null,
  referredEmail: null,
  instructsReader: false,
};

test('a language model is set up, tried, and settles a doubt', async ({ page, product }) => {
  await page.goto('/sandbox');
  const panel = page.getByRole('region', { name: 'Language model' });
  await panel.getByLabel('Words in the question').fill('The board sits in May');
  await panel.getByLabel('Its answer, JSON').fill(JSON.stringify(FINDING));
  await panel.getByRole('button', { name: 'Add' }).click();
  await expect(panel).toContainText('“The board sits in May”');

  await page.goto('/settings/4242?user=ada');
  await expect(page.getByTestId('language-model-status')).toHaveText('Off');
  await page.getByTestId('edit-language-model').click();
  await page
    .getByTestId('language-model-kind')
    .selectOption({ label: 'Another one, or your own server (OpenAI-compatible)' });
  await page.getByTestId('language-model-model').fill('tiny-1');
  await page.getByTestId('language-model-baseUrl').fill(`${product.url}/sandbox/models/v1`);
  await page.getByTestId('language-model-apiKey').fill('wrong');
  await page.getByTestId('save-language-model').click();
  await page.getByTestId('test-language-model').click();
  await expect(page.getByTestId('language-model-test-problem')).toContainText('refuses the API key');
  await page.getByTestId('edit-language-model').click();
  await page.getByTestId('language-model-apiKey').fill('sk-local');
  await page.getByTestId('save-language-model').click();
  await page.getByTestId('test-language-model').click();
  await expect(page.getByTestId('language-model-test-worked')).toContainText('It works');
  await expect(page.getByTestId('language-model-status')).toHaveText('On');

  const contact = await createContact(page, 'Ines', 'Prado');
  await handToTara(page);
  await moveClock(page, '+5 min');
  await moveClock(page, '+5 min');
  await openMail(page, contact.email);
  await reply(page, DOUBTFUL);
  await page.goto(contact.path);
  await expect(card(page)).toContainText(
    'Read by tiny-1: asked to be contacted later (93 %), from “I would rather have something to show them then”',
  );
});
