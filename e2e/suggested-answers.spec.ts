import { expect } from 'playwright/test';
import { letModelWrite, tellModel } from './model.ts';
import { card, contactedByTara, openMail, openSettings, reply, tabCard } from './person.ts';
import { productTest } from './product-test.ts';

const test = productTest();

test('a question is answered with what is suggested, changed by the owner, from Knowledge', async ({
  page,
  product,
}) => {
  test.slow();
  await tellModel(page, 'What does a cargo bike cost', {
    subject: '',
    subjectSources: [],
    sentences: [
      {
        text: 'A cargo bike costs 79 EUR a month, and servicing is part of it.',
        sources: ['K1'],
        paragraph: 1,
      },
      { text: 'How many would you need?', sources: [], paragraph: 2 },
    ],
  });
  await letModelWrite(page, product.url);
  await openSettings(page, 'knowledge');
  const knowledge = page.getByTestId('knowledge');
  await knowledge.getByTestId('add-text').click();
  await knowledge.getByTestId('knowledge-title').fill('Prices 2026');
  await knowledge
    .getByTestId('knowledge-text')
    .fill('A cargo bike costs 79 EUR a month. Servicing is part of it.');
  await knowledge.getByTestId('save-knowledge').click();
  await expect(knowledge.getByTestId('knowledge-items')).toContainText('Prices 2026');

  await page.goto('/?user=rae');
  const contact = await contactedByTara(page, 'Noor', 'Bakker');
  await openMail(page, contact.email);
  await reply(page, 'What does a cargo bike cost a month?');
  await page.goto(contact.path);
  const suggestion = card(page).getByTestId('suggestion');
  await expect(suggestion).toContainText('A cargo bike costs 79 EUR a month');
  await expect(suggestion.getByTestId('marked')).toBeHidden();
  await page.getByRole('tab', { name: 'Baton' }).click();
  const tab = tabCard(page);
  await expect(tab.getByTestId('sentence-sources')).toContainText('Knowledge: Prices 2026');

  await tab.getByTestId('use-suggestion').click();
  const letter = tab.getByTestId('edit-letter');
  await expect(letter).toHaveValue(/79 EUR a month, and servicing/);
  await letter.fill(`${await letter.inputValue()}\n\nPS: We give you 40 % off.`);
  await tab.getByTestId('send-words').click();
  await expect(tab.getByTestId('words-editor').getByTestId('marked')).toContainText('40 %');
  await letter.fill((await letter.inputValue()).replace(/\n\nPS:.*/, ''));
  await tab.getByTestId('send-words').click();
  await expect(tab.getByTestId('suggestion')).toBeHidden();
  await openMail(page, contact.email, 2);
  const message = page.frameLocator('iframe[title="Message"]').locator('body');
  await expect(message).toContainText('A cargo bike costs 79 EUR a month, and servicing is part of it.');
  await expect(message).not.toContainText('40 %');
});
