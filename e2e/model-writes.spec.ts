import { expect } from 'playwright/test';
import { APP_ID, PORTAL_ID } from '../src/sandbox/local/installation.ts';
import { modelSays } from '../test/world/model-writes.ts';
import { failModel, letModelWrite, tellModel } from './model.ts';
import {
  card,
  createContact,
  handToTara,
  moveClock,
  openMail,
  openSettings,
  writeContext,
} from './person.ts';
import { productTest } from './product-test.ts';

const test = productTest();
const app = `/app/${PORTAL_ID}/${APP_ID}`;

test('an assistant writes: switched on, seen in Reviews with its sources, approved, arrived', async ({
  page,
  product,
}) => {
  test.slow();
  await tellModel(
    page,
    'a quote for twelve pumps',
    modelSays('You asked us for a quote for twelve pumps.', ['C1']),
  );
  await letModelWrite(page, product.url);

  await page.goto(`${app}/sequences?user=ada`);
  await page.getByTestId('copy-brief').click();
  await page.getByTestId('sequence-name').fill('Written by Tara');
  await page.getByTestId('sequence-name').blur();
  await page.getByTestId('email-writer-0').selectOption({ label: 'The assistant writes' });
  await page.getByTestId('save-sequence').click();
  await expect(page.getByTestId('sequences').getByRole('row', { name: 'Written by Tara' })).toBeVisible();
  await openSettings(page, 'assistants');
  await page.locator('[data-testid^="edit-"]').first().click();
  await page.getByTestId('field-sequenceId').selectOption({ label: 'Written by Tara (4 steps)' });
  await page.getByTestId('field-approval').selectOption({ label: 'The first email to a contact' });
  await page.getByTestId('save-assistant').click();
  await expect(page.getByTestId('assistant-form')).toBeHidden();

  await page.goto('/?user=rae');
  const contact = await createContact(page, 'Greta', 'Marsh');
  await writeContext(page, 'Why: you asked us for a quote for twelve pumps.\nPrivate: they are in a hurry.');
  await handToTara(page);
  await moveClock(page, '+5 min');
  await moveClock(page, '+5 min');
  await expect(card(page).getByTestId('draft-why')).toContainText('tiny-1 wrote it.');

  await page.goto(`${app}/reviews?user=rae`);
  await page
    .getByRole('button', { name: /Open|Look/ })
    .first()
    .click();
  await expect(page.getByTestId('review')).toContainText('You asked us for a quote for twelve pumps.');
  await expect(page.getByTestId('review')).toContainText('Context');
  await page.getByTestId('approve').click();
  await expect(page.getByTestId('settled')).toContainText('approved it');
  await openMail(page, contact.email);
  const message = page.frameLocator('iframe[title="Message"]').locator('body');
  await expect(message).toContainText('You asked us for a quote for twelve pumps.');
  await expect(message).not.toContainText('hurry');
});

test('a preview says how far the model is, and what became of it when it fails', async ({
  page,
  product,
}) => {
  test.slow();
  await letModelWrite(page, product.url);
  const contact = await createContact(page, 'Ines', 'Faro');
  await page.goto(`${app}/sequences?user=ada`);
  await page.getByTestId('copy-brief').click();
  await page.getByTestId('email-writer-0').selectOption({ label: 'The assistant writes' });
  const preview = page.getByTestId('sequence-preview');
  const note = preview.getByTestId('model-0');
  await preview.getByTestId('preview-contact').fill(contact.path.split('/').pop() ?? '');
  const show = () => preview.getByTestId('preview-sequence').click();

  // Until it is told to answer.
  await failModel(page, [{ kind: 'slow', ms: 600_000, times: 1 }]);
  await show();
  await expect(note).toContainText('The language model is writing.');
  await failModel(page, []);
  await expect(note).toContainText('tiny-1 wrote it. Checked: every claim stands in a source.');

  // Another text is another question: it is asked too often, also when asked again at once, answers half, talks nonsense.
  await failModel(page, [
    { kind: 'status', status: 429, times: 2 },
    { kind: 'half', times: 1 },
    { kind: 'nonsense', times: 1 },
  ]);
  await page.getByTestId('body-0').fill('Another word about our pumps.');
  await page.getByTestId('body-0').blur();
  await show();
  await expect(note).toContainText('Until');
  // It pauses after each. Less than a minute at a time: so long a failure is told to whoever looks again.
  await expect
    .poll(
      async () => {
        await product.moveClock(40_000);
        return note.innerText();
      },
      { timeout: 120_000, intervals: [3_000] },
    )
    .toContain('The text of the sequence.');
  await expect(note).not.toContainText('Until');

  // A minute later it works: who asks again is not told of yesterday.
  await failModel(page, []);
  await product.moveClock(20 * 60_000);
  await show();
  await expect(note).toContainText('tiny-1 wrote it.');
});
