import type { Page } from 'playwright/test';
import { expect } from 'playwright/test';
import {
  card,
  createContact,
  entries,
  expectChosen,
  handToTara,
  moveClock,
  openMail,
  openSettings,
  ownerField,
  property,
  reply,
  signInAs,
} from './person.ts';
import { productTest } from './product-test.ts';

const test = productTest();
const example = 'Put your boots under our table';

/** A new contact whom Tara has written to answers. Ends on the record, back with Rae. */
async function answerAs(page: Page, firstName: string, text: string): Promise<void> {
  const contact = await createContact(page, firstName, 'Haddad');
  await handToTara(page);
  await moveClock(page, '+5 min');
  await moveClock(page, '+5 min');
  await expect(card(page)).toContainText('Step 2 of 8');
  await openMail(page, contact.email);
  await reply(page, text);
  await page.goto(contact.path);
  await expectChosen(ownerField(page), 'Rae Rep');
}

test('a phrase is refused, tested on past replies, taught, and decides the next answer', async ({ page }) => {
  test.slow();
  await signInAsRae(page);
  await answerAs(page, 'Noor', 'Put your boots under our tabel!');
  await expectChosen(property(page, 'baton_lead_connection_status'), 'Responded');

  await openSettings(page, 'answers');
  const section = page.getByTestId('taught-phrases');
  await section.getByTestId('show-asked').click();
  await section.getByRole('button', { name: 'Teach this' }).click();
  const form = section.getByTestId('phrase-form');
  await expect(form.getByLabel('Example')).toHaveValue('Put your boots under our tabel!');
  await form.getByLabel('Example').fill('ok');
  await form.getByTestId('save-phrase').click();
  await expect(form).toContainText('“ok” is too short');

  await form.getByLabel('Example').fill(example);
  await form.getByLabel('Means').selectOption({ label: 'Agreed to meet' });
  await expect(form).not.toContainText('“ok” is too short');
  await form.getByTestId('test-past').click();
  await expect(form.getByTestId('past-count')).toHaveText(
    '1 past reply says this, and would have been decided otherwise.',
  );
  const row = form.getByTestId('past-answers').getByRole('row').filter({ hasText: 'Noor Haddad' });
  await expect(row).toContainText('A person had to read it');
  await expect(row).toContainText('Agreed to meet');

  await form.getByLabel('Try a sentence').fill('Do not put your boots under our table');
  await form.getByTestId('try').click();
  await expect(form.getByTestId('tried')).toContainText('the phrase does not decide');
  await form.getByTestId('save-phrase').click();
  await expect(page.getByRole('status').filter({ hasText: 'The phrase is taught.' })).toBeVisible();
  await expect(section.getByTestId('phrases')).toContainText(example);
  await expect(section.getByTestId('phrases')).toContainText('Nothing yet');

  await signInAsRae(page);
  await answerAs(page, 'Amal', 'Hi Tara, put your boots under our table.');
  await expectChosen(property(page, 'baton_lead_connection_status'), 'Hot');
  const told = `Taught phrase: “${example}” (100 % alike), always.`;
  await expect(entries(page, 'note').filter({ hasText: told })).toHaveCount(1);
  await page.getByRole('tab', { name: 'Baton' }).click();
  await expect(page.getByTestId('why').filter({ hasText: told }).first()).toBeVisible();

  await openSettings(page, 'answers');
  await expect(section.getByTestId('phrases')).toContainText('1 answer');
  await section.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Forget it' }).click();
  await expect(section.getByTestId('no-phrases')).toBeVisible();
});

async function signInAsRae(page: Page): Promise<void> {
  await page.goto('/');
  await signInAs(page, 'Rae Rep');
}
