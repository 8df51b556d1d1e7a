import { describe, expect, it } from 'vitest';
import type { TimelineItem } from '../api/types.ts';
import { byNewest, toActivity } from './activity.ts';

const item = (kind: TimelineItem['kind'], properties: Record<string, unknown>): TimelineItem => ({
  kind,
  id: '7',
  at: 5,
  authorName: 'Tara',
  ...properties,
});

describe('toActivity', () => {
  it('reads an email that went out, with its recipient from the headers', () => {
    const activity = toActivity(
      item('email', {
        hs_email_subject: 'Hello',
        hs_email_html: '<p>Hi</p>',
        hs_email_direction: 'EMAIL',
        hs_email_status: 'SENT',
        hs_email_headers: JSON.stringify({ to: [{ email: 'm@x.example' }] }),
      }),
    );
    expect(activity).toMatchObject({
      title: 'Hello',
      body: '<p>Hi</p>',
      bodyIsHtml: true,
      facts: ['To m@x.example'],
    });
  });
  it('reads an answer that has only text, and a failed one', () => {
    const incoming = {
      hs_email_direction: 'INCOMING_EMAIL',
      hs_email_text: 'Yes',
      hs_email_from_email: 'm@x.example',
    };
    expect(toActivity(item('email', incoming))).toMatchObject({
      title: '(no subject)',
      body: 'Yes',
      bodyIsHtml: false,
      facts: ['From m@x.example'],
    });
    const bounced = { hs_email_direction: 'EMAIL', hs_email_status: 'BOUNCED', hs_email_headers: '{broken' };
    expect(toActivity(item('email', bounced)).facts).toEqual(['Sent', 'bounced']);
  });
  it('reads a task, also from nested properties', () => {
    const properties = { hs_task_subject: 'Call', hs_task_status: 'NOT_STARTED', hs_task_priority: 'HIGH' };
    expect(toActivity(item('task', { properties }))).toMatchObject({
      title: 'Call',
      facts: ['open', 'high priority'],
    });
  });
  it('reads a note without a body', () => {
    expect(toActivity(item('note', {}))).toMatchObject({ title: 'Note', body: '', key: 'note-7' });
  });
});

it('orders by time, and the later id first within one moment', () => {
  const entries = [item('note', { id: '9' }), item('note', { id: '10' }), item('note', { id: '1', at: 6 })];
  expect(
    entries
      .map(toActivity)
      .sort(byNewest)
      .map(({ key }) => key),
  ).toEqual(['note-1', 'note-10', 'note-9']);
});
