import { expect, it } from 'vitest';
import { changesBetween } from './inputs.ts';

const inputs = {
  context: '',
  firstName: 'Ada',
  lastName: '',
  company: '',
  jobTitle: '',
  email: '',
  priorOwner: '',
  assistant: '',
  step: '',
  footer: '',
};

it('a field that says something else since an email was approved is a change; one that no email prints is none', () => {
  expect(changesBetween(inputs, inputs)).toEqual([]);
  const gold = { ...inputs, fields: 'tier: Gold' };
  expect(changesBetween(gold, { ...inputs, fields: 'tier: Silver' })).toEqual([
    { what: 'fields', from: 'tier: Gold', to: 'tier: Silver' },
  ]);
  expect(changesBetween(inputs, gold)).toEqual([{ what: 'fields', from: '', to: 'tier: Gold' }]);
});
