import { expect } from 'playwright/test';
import {
  card,
  createContact,
  entries,
  expectChosen,
  handToTara,
  openMail,
  ownerField,
  reply,
  tabCard,
  writeContext,
} from './person.ts';
import { productTest } from './product-test.ts';

const test = productTest();

test('Baton dies while the page is open: the card says so, offers to try again, and recovers', async ({
  page,
  product,
}) => {
  await createContact(page, 'Emma', 'Vance');
  await handToTara(page);
  product.killBaton();
  await expect(card(page).getByTestId('stale')).toContainText('cannot be reached');
  await expect(card(page).getByTestId('lead-state')).toHaveText('Cold');

  await page.reload();
  await expect(card(page).getByTestId('load-failed')).toContainText('Baton could not show this contact');
  const retry = card(page).getByTestId('retry');
  const asked = page.waitForRequest('**/hubspot-fetch');
  await retry.click();
  await asked;
  await expect(card(page).getByTestId('load-failed')).toBeVisible();

  await product.startBaton();
  await expect(async () => {
    // It also tries again by itself: the button may be gone.
    if (await retry.isVisible()) await retry.click({ timeout: 1_000 });
    await expect(card(page).getByTestId('lead-state')).toHaveText('Cold', { timeout: 1_000 });
  }).toPass();
  // What the killed process had begun is taken over once its claim has ended.
  await product.moveClock(60_000);
  await expect(entries(page, 'note')).toHaveCount(1);
});

test('everything is stopped and started again: the record is as it was, and work goes on', async ({
  page,
  product,
}) => {
  const contact = await createContact(page, 'Luca', 'Conti');
  await writeContext(page, 'Met at the SaaStr booth.');
  await handToTara(page);
  await product.moveClock(3_600_000);
  await expect(card(page)).toContainText('Step 2 of 8');
  await expect(entries(page, 'email')).toHaveCount(1);
  await page.getByRole('tab', { name: 'Baton' }).click();
  const why = tabCard(page).getByTestId('why');
  await expect(why).toContainText('Email 1 of 8 sent');
  const before = { why: await why.innerText(), next: await card(page).getByTestId('next-email').innerText() };

  await product.startAgain();
  await page.goto(contact.path);
  await expect(card(page).getByTestId('lead-state')).toHaveText('Cold');
  await expect(card(page)).toContainText('Step 2 of 8');
  await expect(card(page).getByTestId('next-email')).toHaveText(before.next);
  await expectChosen(ownerField(page), 'Tara Assistant');
  await expect(entries(page, 'note')).toHaveCount(1);
  await expect(entries(page, 'email')).toHaveCount(1);
  await page.getByRole('tab', { name: 'Baton' }).click();
  expect(await why.innerText()).toBe(before.why);

  await openMail(page, contact.email);
  await reply(page, 'Thursday 3 pm works');
  await page.goto(contact.path);
  await expect(card(page).getByTestId('needs-you')).toBeVisible();
  await expectChosen(ownerField(page), 'Rae Rep');
});
