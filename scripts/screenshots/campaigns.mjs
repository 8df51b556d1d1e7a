// A campaign from its first step to its first answers.
import { APP_ID, PORTAL_ID } from '../../src/sandbox/local/installation.ts';
import { takeBoth, untilQuiet } from './camera.mjs';
import { clientOf, ownerOf } from './people.mjs';

const place = `/app/${PORTAL_ID}/${APP_ID}/campaigns?user=ada`;
const answers = ['Thursday 3 pm works.', 'Please send me your prices.', 'I am out of office until Monday.'];

const LISTS = '/crm/lists/2026-09';

/** A list of HubSpot with contacts of an owner, or of companies. */
async function newList(product, name, { of = '0-1', owner, count = 0 }) {
  const authorization = `Bearer ${product.accessToken(['crm.lists.read', 'crm.lists.write'])}`;
  const headers = { authorization, 'content-type': 'application/json' };
  const hubspot = async (method, path, body) => {
    const answer = await fetch(`${product.url}${path}`, { method, headers, body: JSON.stringify(body) });
    return answer.json();
  };
  const { list } = await hubspot('POST', LISTS, { name, objectTypeId: of, processingType: 'MANUAL' });
  if (count === 0) return;
  const client = clientOf(product);
  const { id } = await ownerOf(client, owner);
  const contacts = await client.contacts(`ownerId=${id}&limit=200`);
  const ids = contacts
    .filter(isPrintable)
    .map((contact) => contact.id)
    .slice(0, count);
  await hubspot('PUT', `${LISTS}/${list.listId}/memberships/add`, ids);
}

/** A machine that takes pictures need not have letters for every language. */
const isPrintable = ({ properties }) =>
  properties.country !== 'Japan' &&
  Object.values(properties).every((text) => !/[\u3040-\u9fff]/.test(text ?? ''));

const next = (page) => page.getByTestId('next-step').click();

/** Four days: who got an email may answer it. */
async function liveForAWhile(product) {
  const client = clientOf(product);
  for (const hour of Array(24 * 4).keys()) {
    await product.moveClock(3_600_000);
    const mails = (await client.mails()).filter(({ direction }) => direction === 'out');
    const mail = mails[(hour * 5) % Math.max(1, mails.length)];
    if (mail && hour % 11 === 4) await client.reply(mail.id, answers[hour % answers.length]);
  }
}

export async function campaigns({ page, product }) {
  await newList(product, 'Fair visitors, October', { owner: 'sam@', count: 40 });
  await newList(product, 'Newsletter readers in Germany', { owner: 'rae@', count: 20 });
  await newList(product, 'Key accounts', { of: '0-2' });
  await page.goto(place);
  await page.getByTestId('create-first').click();
  await page.getByTestId('campaign-name').fill('After the fair');
  await page.getByTestId('campaign-goal').fill('Ten demos with people who were at our stand.');
  await page.getByTestId('campaign-goal').blur();
  await page.getByTestId('lists').getByText('Fair visitors, October').waitFor();
  await takeBoth(page, 'campaign-create', { whole: true });
  await page
    .getByRole('row', { name: 'Fair visitors, October' })
    .getByRole('button', { name: 'Choose' })
    .click();
  await next(page);
  await page.getByTestId('step-assistant').waitFor();
  await next(page);
  await page.getByTestId('step-schedule').waitFor();
  await next(page);
  await page.getByTestId('review-done').waitFor();
  await takeBoth(page, 'campaign-review', { whole: true });
  await page.getByTestId('start-all').click();
  await page.getByTestId('confirm-start-all').click();
  await page.getByTestId('funnel').waitFor();
  await liveForAWhile(product);
  await page.reload();
  await page.getByTestId('over-time-chart').waitFor();
  await untilQuiet(page);
  await takeBoth(page, 'campaign', { whole: true });
  await page.goto(`${place}&campaign=new&step=1`);
  await page.getByTestId('campaign-name').fill('Spring news');
  await page.getByTestId('campaign-name').blur();
  await page
    .getByRole('row', { name: 'Newsletter readers in Germany' })
    .getByRole('button', { name: 'Choose' })
    .click();
  await page.getByTestId('save-for-later').click();
  await page.getByTestId('campaigns').waitFor();
  await takeBoth(page, 'campaigns');
}
