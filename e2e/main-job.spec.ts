import { expect } from 'playwright/test';
import {
  card,
  createContact,
  entries,
  expectChosen,
  handToTara,
  moveClock,
  openContext,
  openMail,
  ownerField,
  property,
  reply,
  tabCard,
  writeContext,
} from './person.ts';
import { productTest } from './product-test.ts';

const test = productTest();
const CONTEXT = 'Met at the SaaStr booth. Interested in faster onboarding for 40 reps.';

test('a rep writes a Context, hands the contact over, and gets it back with a meeting', async ({ page }) => {
  const contact = await createContact(page, 'Nora', 'Lindgren');

  await openContext(page);
  await expect(card(page).getByTestId('context-default')).toContainText('We help sales teams');
  await expect(card(page).getByTestId('save-context')).toBeDisabled();
  await writeContext(page, CONTEXT);
  await expect(card(page).getByTestId('context-counter')).toHaveText(
    `${CONTEXT.length} of 65,536 characters`,
  );
  await expect(property(page, 'baton_context')).toHaveValue(CONTEXT);

  await handToTara(page);
  await expectChosen(ownerField(page), 'Tara Assistant');
  await expect(entries(page, 'note')).toHaveCount(1);
  await expect(entries(page, 'note')).toContainText('Tara has taken over this contact');
  await expect(entries(page, 'note')).toContainText(CONTEXT);
  await expectChosen(property(page, 'hs_lead_status'), 'In Progress');
  await expectChosen(property(page, 'baton_lead_connection_status'), 'Cold');
  await expect(card(page)).toContainText('Step 1 of 8');
  await expect(card(page).getByTestId('next-email')).toContainText('New York');

  await moveClock(page, '+1 hour');
  await expect(card(page)).toContainText('Step 2 of 8');
  await expect(entries(page, 'email')).toHaveCount(1);
  await expect(entries(page, 'email')).toContainText('faster onboarding for 40 reps');

  await openMail(page, contact.email);
  await expect(page.getByRole('article').getByRole('heading')).toContainText(/onboarding/i);
  await expect(page.frameLocator('iframe[title="Message"]').locator('body')).toContainText(
    'We met at the SaaStr booth',
  );
  await reply(page, 'Thursday 3 pm works');

  await page.goto(contact.path);
  await expect(card(page).getByTestId('needs-you')).toBeVisible();
  await expect(card(page).getByTestId('lead-state')).toHaveText('Hot');
  await expect(card(page).getByTestId('outcome')).toContainText('Handed back to Rae Rep by Tara');
  await expect(card(page).getByTestId('reply')).toContainText('Thursday 3 pm works');
  await expectChosen(ownerField(page), 'Rae Rep');
  await expectChosen(property(page, 'baton_lead_connection_status'), 'Hot');
  await expectChosen(property(page, 'hs_lead_status'), 'Connected');
  await expect(entries(page, 'email')).toHaveCount(2);
  await expect(entries(page, 'note')).toHaveCount(2);
  await expect(entries(page, 'task')).toHaveCount(1);
  await expect(entries(page, 'task')).toContainText('Rae');
  await expect(entries(page, 'note').first()).toContainText('Thursday 3 pm works');

  await page.getByRole('tab', { name: 'Baton' }).click();
  await expect(tabCard(page).getByTestId('why')).toContainText('Rae Rep handed the contact to Tara');
});
