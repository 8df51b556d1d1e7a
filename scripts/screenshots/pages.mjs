// Baton's pages with a life behind them, and a week that is played.
import { APP_ID, PORTAL_ID } from '../../src/sandbox/local/installation.ts';
import { take, takeBoth } from './camera.mjs';
import { clientOf, newContact, ownerOf } from './people.mjs';

const answers = [
  'Thursday 3 pm works.',
  'Please send me your prices.',
  'I am out of office until Monday.',
  'Not now, maybe in spring.',
];

/** Everything that Sam owns is with Tara for four days; some answer. */
async function liveForAWhile(product) {
  const client = clientOf(product);
  const [sam, tara] = [await ownerOf(client, 'sam@'), await ownerOf(client, 'tara@')];
  // several people read this one
  const desk = { firstname: 'Front desk', lastname: 'Brightwater', email: 'info@brightwater.example.com' };
  await newContact(product, 'sam@', desk);
  const contacts = await client.contacts(`ownerId=${sam.id}&limit=60`);
  await client.bulk(
    contacts.map(({ id }) => id),
    sam.userId,
    { hubspot_owner_id: tara.id },
  );
  for (const hour of Array(24 * 4).keys()) {
    // everything that is due in an hour is done before the next one comes, however slow the machine
    await product.moveClock(3_600_000);
    const mails = (await client.mails()).filter(({ direction }) => direction === 'out');
    const mail = mails[(hour * 7) % Math.max(1, mails.length)];
    if (mail && hour % 9 === 4) await client.reply(mail.id, answers[hour % answers.length]);
  }
}

export async function pages({ page, product }) {
  await liveForAWhile(product);
  const open = async (place, ready) => {
    await page.goto(`/app/${PORTAL_ID}/${APP_ID}${place}`);
    await page.getByTestId(ready).waitFor();
  };
  await open('?user=ada', 'over-time');
  await take(page, 'overview');
  await open('/leads?user=ada&sort=last-answer&direction=descending', 'how-many');
  await takeBoth(page, 'leads');
  await open('/activity?user=ada', 'entries');
  await take(page, 'activity');
}

/** A week with new people, and one conversation of it in full. */
export async function week({ page }) {
  const size = { width: 1440, height: 1180 };
  await page.goto('/play?user=rae');
  await page.getByLabel('Seed').fill('1');
  await page.getByRole('button', { name: 'Play a week' }).click();
  await page.getByText('The week with seed 1').waitFor({ timeout: 300_000 });
  await take(page, 'week', { size });
  const row = page.getByRole('row').filter({ hasText: 'Bram Jansen' });
  for (const [name, window] of [
    ['week-conversation', size],
    ['week-narrow', { width: 390, height: 1180 }],
  ]) {
    await page.setViewportSize(window);
    await row.locator('.week-cell').last().click();
    await page.getByRole('dialog').locator('iframe').first().waitFor();
    await take(page, name, { size: window });
    await page.keyboard.press('Escape');
  }
}
