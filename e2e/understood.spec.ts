import type { Page } from 'playwright/test';
import { expect } from 'playwright/test';
import {
  card,
  contactedByTara,
  entries,
  expectChosen,
  openMail,
  ownerField,
  property,
  reply,
  signInAs,
} from './person.ts';
import type { Contact } from './person.ts';
import { productTest } from './product-test.ts';

const test = productTest();

/** A contact with Tara whose first email is open in the mail viewer. */
async function firstMailOf(page: Page, firstName: string, lastName: string): Promise<Contact> {
  const contact = await contactedByTara(page, firstName, lastName);
  await openMail(page, contact.email);
  return contact;
}

const understood = (page: Page) => card(page).getByTestId('understood');

async function expectBackWithRae(page: Page): Promise<void> {
  await expectChosen(ownerField(page), 'Rae Rep');
  await expect(entries(page, 'task')).toHaveCount(1);
}

test('a Japanese no', async ({ page }) => {
  const contact = await firstMailOf(page, 'Haruto', 'Sato');
  await reply(page, 'ご連絡ありがとうございます。せっかくですが、今回は見送らせていただきます。');
  await page.goto(contact.path);
  await expect(card(page).getByTestId('lead-state')).toHaveText('Deactivated');
  await expect(understood(page)).toContainText('Understood: not interested');
  await expect(card(page).getByTestId('reason')).toContainText('見送らせていただきます');
  await expect(understood(page)).toContainText('Not read as an answer: our email');
  await expectBackWithRae(page);
  await expectChosen(property(page, 'hs_lead_status'), 'Unqualified');
});

test('a Dutch later', async ({ page }) => {
  const contact = await firstMailOf(page, 'Sanne', 'Visser');
  await reply(
    page,
    'Nu even niet, we zitten midden in een verhuizing. Probeer het over drie weken nog eens.',
  );
  await page.goto(contact.path);
  await expect(card(page).getByTestId('waiting')).toContainText('Nothing is sent before');
  await expectChosen(ownerField(page), 'Tara Assistant');
});

test('an angry stop', async ({ page }) => {
  const contact = await firstMailOf(page, 'Gerd', 'Brandt');
  await reply(
    page,
    'Third time you spam me. Where did you get my data? Under GDPR I want an answer, and never write again!',
  );
  await page.goto(contact.path);
  await expect(card(page).getByTestId('do-not-contact')).toContainText('Legal');
  await expectBackWithRae(page);
  await signInAs(page, 'Ada Admin');
  await card(page).getByTestId('lift-legal').click();
  await expect(card(page).getByTestId('hand-over')).toBeVisible();
  await card(page).getByTestId('hand-over').click();
  await expect(card(page).getByTestId('seen-before')).toBeVisible();
});

test('an out of office typed by hand', async ({ page }) => {
  const contact = await firstMailOf(page, 'Lucía', 'Ortega');
  await reply(page, 'Hola, estoy de vacaciones y vuelvo dentro de dos semanas. Un saludo, Lucía');
  await page.goto(contact.path);
  await expect(card(page).getByTestId('lead-state')).toHaveText('Out of office');
  await expect(card(page).getByTestId('out-of-office')).toContainText('no email goes out before');
});

test('a bounce without a sender', async ({ page }) => {
  const contact = await firstMailOf(page, 'Piotr', 'Nowak');
  await page.getByRole('button', { name: 'Bounce' }).click();
  await page.getByLabel('The report names no sender').check();
  await page.getByRole('button', { name: 'Send delivery report' }).click();
  await page.goto(contact.path);
  await expect(card(page).getByTestId('lead-state')).toHaveText('Deactivated');
  await expect(card(page).getByTestId('reason')).toContainText('bounced');
  await expectBackWithRae(page);
});

test('an answer between quoted lines', async ({ page }) => {
  const contact = await firstMailOf(page, 'Marta', 'Kowalska');
  await page.getByRole('button', { name: 'Reply', exact: true }).click();
  await page.getByLabel('Answer between the quoted lines').check();
  const text = page.getByLabel('Reply text');
  const lines = (await text.inputValue()).split('\n');
  const middle = Math.ceil(lines.length / 2);
  await text.fill(
    [
      ...lines.slice(0, middle),
      '',
      'Thursday at 3 pm works, please send an invite.',
      '',
      ...lines.slice(middle),
    ].join('\n'),
  );
  await page.getByRole('button', { name: 'Send reply' }).click();
  await expect(page.getByText('Reply sent to')).toBeVisible();
  await page.goto(contact.path);
  await expect(card(page).getByTestId('lead-state')).toHaveText('Hot');
  await expect(card(page).getByTestId('needs-you')).toContainText('Thursday at 3 pm works');
  await expect(understood(page)).toContainText('Not read as an answer: our email');
  await expect(card(page).getByTestId('reply')).not.toContainText('>');
  await expectBackWithRae(page);
});

test('a doubtful answer', async ({ page }) => {
  const contact = await firstMailOf(page, 'Noor', 'Bakker');
  await reply(page, 'Well, you know how it is.');
  await page.goto(contact.path);
  await expect(card(page).getByTestId('lead-state')).toHaveText('Responded');
  await expect(understood(page)).toContainText('Not sure; Baton would have guessed');
  await expectBackWithRae(page);
});
