import type { Page } from 'playwright/test';
import { expect } from 'playwright/test';
import { openSettings } from './person.ts';

/* What an admin does with the stand-in's language model. */

/** What the stand-in's model says where a question holds these words. */
export async function tellModel(page: Page, words: string, answer: unknown): Promise<void> {
  await page.goto('/sandbox');
  const panel = page.getByRole('region', { name: 'Language model' });
  await panel.getByLabel('Words in the question').fill(words);
  await panel.getByLabel('Its answer, JSON').fill(JSON.stringify(answer));
  await panel.getByRole('button', { name: 'Add' }).click();
  await expect(panel.getByText(`“${words}”`).first()).toBeVisible();
}

/** How it fails, in the order of the list; see `modelFaultSchema`. */
export async function failModel(page: Page, faults: readonly object[]): Promise<void> {
  const answer = await page.request.put('/sandbox/api/models/faults', { data: faults });
  expect(answer.ok()).toBe(true);
}

/** Opens the form of the settings' language model and enters the stand-in's. */
export async function fillModelForm(page: Page, url: string, apiKey: string): Promise<void> {
  await page.getByTestId('edit-language-model').click();
  await page
    .getByTestId('language-model-kind')
    .selectOption({ label: 'Another one, or your own server (OpenAI-compatible)' });
  await page.getByTestId('language-model-model').fill('tiny-1');
  await page.getByTestId('language-model-baseUrl').fill(`${url}/sandbox/models/v1`);
  await page.getByTestId('language-model-apiKey').fill(apiKey);
}

/** The account's model is the stand-in's, and may write; a test before may have seen to that already. */
export async function letModelWrite(page: Page, url: string): Promise<void> {
  await openSettings(page, 'language-model');
  await fillModelForm(page, url, 'sk-local');
  await page.getByTestId('save-language-model').click();
  await page.getByLabel('Let the model write emails').check();
  await expect(page.getByTestId('language-model-status')).toHaveText('Reads and writes');
}
