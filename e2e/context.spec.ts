import { expect } from 'playwright/test';
import {
  card,
  chooseOwner,
  createContact,
  entries,
  handToTara,
  moveClock,
  openContext,
  openSettings,
  property,
  signInAs,
  writeContext,
} from './person.ts';
import { productTest } from './product-test.ts';

const test = productTest();

test('the card shows what becomes of each line, and the email, before anything is saved', async ({
  page,
}) => {
  await createContact(page, 'Ingrid', 'Solberg');
  const here = card(page);
  await openContext(page);
  await expect(here.getByTestId('context-default')).toContainText(
    'the assistant’s default applies: About us: We help sales teams',
  );
  await expect(here.getByTestId('context-counter')).toHaveText('0 of 65,536 characters');
  await expect(here.getByTestId('save-context')).toBeDisabled();
  await expect(here.getByTestId('effect')).toContainText('Draft of step 1');
  await expect(here.getByTestId('effect')).toContainText('Written with the assistant’s default Context');

  const text = 'you asked for our case study\nBoss is difficult, competitor is Globex.';
  await here.getByTestId('context').fill(text);
  await expect(here.getByTestId('context-counter')).toHaveText('69 of 65,536 characters');
  await expect(here.getByTestId('mark-2')).toHaveText('Not used');
  await expect(here.getByTestId('remark-2')).toContainText('Without a label, Baton cannot tell');
  await expect(here.getByTestId('effect-without-context')).toContainText('label its lines');

  const label = async (line: number, name: string) => {
    await here.getByTestId(`label-${line}`).click();
    await page.getByRole('menuitem', { name, exact: true }).click();
  };
  await label(1, 'Why');
  await expect(here.getByTestId('context')).toHaveValue(/^Why: you asked for our case study\n/);
  await expect(here.getByTestId('mark-1')).toHaveText('Why, email 1');
  await expect(here.getByTestId('effect')).toContainText('You asked for our case study. I work with Rae Rep');
  await label(2, 'Private');
  await expect(here.getByTestId('mark-2')).toHaveText('Private');
  await expect(here.getByTestId('effect')).toContainText(
    'Written with this contact’s Context: line 1 (why).',
  );
  await expect(here.getByTestId('effect')).not.toContainText('Globex');
  await expect(property(page, 'baton_context')).toHaveValue('');

  await here.getByTestId('save-context').click();
  await expect(page.getByRole('status').filter({ hasText: 'Context saved' })).toBeVisible();
  await expect(property(page, 'baton_context')).toHaveValue(/^Why: .+\nPrivate: Boss/);
  await expect(here.getByTestId('save-context')).toBeDisabled();

  await handToTara(page);
  await expect(entries(page, 'note')).toContainText('you asked for our case study');
  await expect(entries(page, 'note')).not.toContainText('Globex');
  await moveClock(page, '+1 hour');
  await expect(entries(page, 'email')).toContainText('You asked for our case study.');
  await expect(here.getByTestId('mark-1')).toHaveText('Why, sent in email 1');
  await expect(here.getByTestId('effect')).not.toContainText('case study');
});

test('a Context of which nothing can be said is told of before the contact is handed over', async ({
  page,
}) => {
  await createContact(page, 'Tove', 'Berg');
  await writeContext(page, 'Competitor is Globex, contract ends in March. She decides.');
  await expect(card(page).getByTestId('unused-context')).toContainText(
    'Nothing of this Context can stand in an email',
  );
  await card(page).getByTestId('insert-template').click();
  await expect(card(page).getByTestId('context')).toHaveValue(/decides\.\n\nWhy: \nAbout us: /);
});

test('an admin adds a label that the team uses', async ({ page }) => {
  await openSettings(page, 'knowledge');
  await page.getByTestId('label-word').fill('Offer');
  await page.getByTestId('add-label').click();
  await expect(page.getByText('“Offer” is a label of Baton’s own already.').first()).toBeVisible();
  await page.getByTestId('label-word').fill('Aufhänger');
  await page.getByTestId('add-label').click();
  await expect(page.getByTestId('own-label-Aufhänger')).toContainText('Why');

  await createContact(page, 'Jens', 'Krause');
  await openContext(page);
  await card(page).getByTestId('context').fill('AUFHAENGER: x\nAufhanger: Sie bauen in Kiel');
  await expect(card(page).getByTestId('mark-1')).toHaveText('Not used');
  await expect(card(page).getByTestId('mark-2')).toHaveText('Why, email 1');
  await expect(card(page).getByTestId('effect')).toContainText('Sie bauen in Kiel.');
});

test('a change that somebody else made meanwhile is a choice, not a loss', async ({ page, context }) => {
  const contact = await createContact(page, 'Hugo', 'Bernard');
  await writeContext(page, 'Wants prices.');
  await card(page).getByTestId('context').fill('Wants prices for 40 seats.');

  const colleague = await context.newPage();
  await colleague.goto(contact.path);
  await signInAs(colleague, 'Sam Seller');
  await property(colleague, 'baton_context').fill('Wants a demo first.');
  await colleague.locator('[data-property="baton_context"]').getByRole('button', { name: 'Save' }).click();

  await expect(card(page).getByTestId('theirs')).toContainText('Wants a demo first.');
  await expect(card(page).getByTestId('mine')).toContainText('Wants prices for 40 seats.');
  await card(page).getByTestId('keep-theirs').click();
  await expect(card(page).getByTestId('context')).toHaveValue('Wants a demo first.');

  await card(page).getByTestId('context').fill('Wants a demo and prices.');
  await property(colleague, 'baton_context').fill('Wants a demo on Friday.');
  await colleague.locator('[data-property="baton_context"]').getByRole('button', { name: 'Save' }).click();
  await card(page).getByTestId('keep-mine').click();
  await expect(property(colleague, 'baton_context')).toHaveValue('Wants a demo and prices.');
});

test('a Context saved while the contact is with Tara changes the next email', async ({ page }) => {
  await createContact(page, 'Amara', 'Okafor');
  await chooseOwner(page, 'Tara Assistant');
  await expect(card(page).getByTestId('lead-state')).toHaveText('Cold');
  await expect(entries(page, 'note')).toContainText("Tara's default Context");
  await card(page).getByTestId('preview').click();
  await expect(card(page).getByTestId('draft')).toContainText('Written with the assistant’s default Context');
  await writeContext(page, 'Offer: The price list for 40 seats, on one page');
  await expect(card(page).getByTestId('draft')).toContainText(
    'Written with this contact’s Context: line 1 (offer).',
  );
  await expect(card(page).getByTestId('draft')).toContainText('The price list for 40 seats, on one page.');
});
