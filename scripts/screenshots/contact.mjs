// What a rep sees on a contact.
import {
  card,
  contactedByTara,
  createContact,
  handToTara,
  moveClock,
  openMail,
  openSettings,
  writeContext,
} from '../../e2e/person.ts';
import { take, takeBoth, untilQuiet } from './camera.mjs';
import { newContact } from './people.mjs';

const CONTEXT = [
  'Subject: Faster onboarding for 40 reps',
  'Why: You told Rae at the SaaStr booth that 40 new reps start in spring.',
  'Offer: I can show you in 20 minutes how other teams have their reps ready in two weeks.',
  'Ask: Would Thursday suit you?',
].join('\n');
const ANOTHER_CONTEXT = [
  'Why: You asked Rae for a case study from another water company.',
  'About us: We line old mains without digging up the road.',
  'About us: Our crews work at night, so that the water stays on by day.',
  'Offer: The case study from the Severn valley, four pages.',
  'Ask: would Tuesday or Wednesday suit you for twenty minutes',
  'Private: Competitor is in, contract ends in March.',
  '',
  'Maya decides, her boss only signs.',
].join('\n');

async function openContact(page, name) {
  await page.goto('/?user=rae');
  await page.getByLabel('Search contacts').fill(name);
  await page.getByRole('link', { name }).click();
}

/** A contact with the assistant, its first email sent and the next one in preview. */
export async function record({ page }) {
  await openContact(page, 'Theo Visser');
  await writeContext(page, CONTEXT);
  await handToTara(page);
  await moveClock(page, '+5 min');
  await moveClock(page, '+5 min');
  await page.locator('[data-kind="email"]').waitFor();
  await page.reload();
  // folded email, unfolded note: both fit
  for (const kind of ['email', 'note']) await page.locator(`[data-kind="${kind}"] button`).click();
  await card(page).getByTestId('preview').click();
  await card(page).getByTestId('draft').waitFor();
  await take(page, 'record');
}

/** The Context of a contact that nobody has written to yet, beside the email that it gives. */
export async function context({ page }) {
  await openContact(page, 'Maya Popescu');
  await page.getByRole('tab', { name: 'Baton' }).click();
  const tab = page.getByRole('tabpanel', { name: 'Selected view' });
  await tab.getByTestId('context').fill(ANOTHER_CONTEXT);
  await tab.getByTestId('mark-8').waitFor();
  const size = { width: 1760, height: 1100 };
  await takeBoth(page, 'context', { size, narrow: { width: 390, height: 2100 }, what: tab });
}

/** What a rep can ask for, and the email with which the assistant introduces them. */
export async function actions({ page }) {
  await contactedByTara(page, 'Ines', 'Falk');
  await page.locator('[data-kind="email"]').waitFor();
  await untilQuiet(page);
  await card(page).getByTestId('actions').click();
  await take(page, 'actions', { size: { width: 1280, height: 1000 } });
  await page.getByTestId('introduce').click();
  const form = card(page).getByTestId('form-introduce');
  await form.getByTestId('edit-letter').waitFor();
  await form.getByTestId('check-words').click();
  await form.getByTestId('claims').waitFor();
  await take(page, 'actions-introduce', { size: { width: 1280, height: 1400 } });
  await take(page, 'actions-introduce-narrow', { size: { width: 390, height: 2000 }, what: card(page) });
}

/** A lead that opened an email, and what Baton makes of it. */
export async function engagement({ page, product }) {
  await openSettings(page, 'sending');
  await page.getByTestId('track-engagement').click();
  await page.getByTestId('tracking-law').waitFor();
  const email = 'ines.falk@brightwater.example.com';
  // the law of this country lets opens be noticed
  await newContact(product, 'rae@', { firstname: 'Ines', lastname: 'Falk', email, country: 'United States' });
  await openContact(page, 'Ines Falk');
  await handToTara(page);
  await moveClock(page, '+5 min');
  await moveClock(page, '+5 min');
  await page.locator('[data-kind="email"]').waitFor();
  await moveClock(page, '+1 hour');
  await openMail(page, email);
  await page.getByRole('button', { name: 'Load images' }).click();
  await page.waitForTimeout(2_000);
  await openContact(page, 'Ines Falk');
  await card(page).getByTestId('interest').waitFor();
  await untilQuiet(page);
  await page.getByRole('tab', { name: 'Baton' }).click();
  await takeBoth(page, 'engagement', {
    size: { width: 1280, height: 1200 },
    narrow: { width: 390, height: 2000 },
    what: page.getByRole('tabpanel', { name: 'Selected view' }),
  });
}

/** An email that waits for a person, on the contact's card and on the page Reviews. */
export async function reviews({ page }) {
  await openSettings(page, 'assistants');
  await page.locator('[data-testid^="edit-"]').first().click();
  await page.getByTestId('field-approval').selectOption({ label: 'Every email' });
  await page.getByTestId('save-assistant').click();
  await page.getByTestId('assistant-form').waitFor({ state: 'hidden' });
  await page.goto('/?user=rae');
  await createContact(page, 'Greta', 'Falk');
  await writeContext(page, CONTEXT);
  await handToTara(page);
  await moveClock(page, 'Next working morning');
  await card(page).getByTestId('draft-why').waitFor();
  await page.reload();
  await card(page).getByTestId('draft-why').waitFor();
  await take(page, 'approval');
  await page.goto('/app/4242/7000001/reviews?user=ada&kind=draft');
  const waiting = page.locator('[data-testid^="review-"]').filter({ hasText: 'Greta Falk' });
  await waiting.getByRole('button', { name: 'Open' }).click();
  await page.getByTestId('sources').waitFor();
  await takeBoth(page, 'reviews', { whole: true });
}
