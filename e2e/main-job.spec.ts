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
const GERMAN_CONTEXT = [
  'Anlass: Sie haben Rae nach einer Fallstudie gefragt.',
  'Frage: Passt Ihnen der Donnerstag?',
].join('\n');

test('a rep writes a Context, hands the contact over, and gets it back with a meeting', async ({ page }) => {
  const contact = await createContact(page, 'Nora', 'Lindgren');

  await openContext(page);
  await expect(card(page).getByTestId('context-default')).toContainText('About us: We help sales teams');
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
    'You met my colleague Rae Rep at the SaaStr booth',
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

test('a contact in Germany is written to in German, and the timeline tells what lies behind', async ({
  page,
}) => {
  const contact = await createContact(page, 'Jürgen', 'Vogt');
  await property(page, 'country').fill('Germany');
  await property(page, 'country').blur();
  await writeContext(page, GERMAN_CONTEXT);
  await handToTara(page);
  await moveClock(page, 'Next working morning');
  await moveClock(page, '+1 hour');
  await expect(entries(page, 'email')).toHaveCount(1);

  await openMail(page, contact.email);
  const letter = page.frameLocator('iframe[title="Message"]').locator('body');
  await expect(letter).toContainText(/Guten Tag|Hallo/);
  await expect(letter).toContainText('Sie haben Rae nach einer Fallstudie gefragt.');
  await expect(letter).toContainText('Passt Ihnen der Donnerstag?');
  await expect(letter).not.toContainText(/\b(?:would|you|the|unsubscribe)\b/i);

  await page.goto(contact.path);
  await page.getByRole('tab', { name: 'Baton' }).click();
  const why = tabCard(page).getByTestId('why');
  const behind = why.getByRole('button', { name: 'What lies behind' });
  await behind.last().click();
  await expect(why).toContainText('none → Cold');
  await expect(why).toContainText('Then a note in HubSpot says that the assistant has taken over.');
});
