import { describe, expect, it, vi } from 'vitest';
import { PropertiesFeed } from './properties-feed.ts';

describe('PropertiesFeed', () => {
  it('reads missing properties as null', () => {
    expect(new PropertiesFeed({ a: '1' }).read(['a', 'b'])).toEqual({ a: '1', b: null });
  });
  it('tells a listener only of what it watches', () => {
    const feed = new PropertiesFeed({ a: '1', b: '1' });
    const listener = vi.fn();
    feed.subscribe(['a'], listener);
    feed.publish({ a: '1', b: '2' });
    expect(listener).not.toHaveBeenCalled();
    feed.publish({ a: '2', b: '2' });
    expect(listener).toHaveBeenCalledExactlyOnceWith({ a: '2' });
  });
  it('sees no difference between null and absent', () => {
    const feed = new PropertiesFeed({ a: null });
    const listener = vi.fn();
    feed.subscribe('*', listener);
    feed.publish({});
    expect(listener).not.toHaveBeenCalled();
  });
  it('notices a property that goes away', () => {
    const feed = new PropertiesFeed({ a: '1' });
    const listener = vi.fn();
    feed.subscribe('*', listener);
    feed.publish({});
    expect(listener).toHaveBeenCalledWith({});
  });
  it('is silent for a card that has ended', () => {
    const feed = new PropertiesFeed({ a: '1' });
    const [gone, other] = [vi.fn(), vi.fn()];
    const card = feed.forCard();
    card.subscribe(['a'], gone);
    card.subscribe('*', gone);
    feed.forCard().subscribe(['a'], other);
    card.end();
    feed.publish({ a: '2' });
    expect(gone).not.toHaveBeenCalled();
    expect(other).toHaveBeenCalledOnce();
  });
  it('is silent after the end, also when a listener ends itself', () => {
    const feed = new PropertiesFeed({ a: '1' });
    const later = vi.fn();
    const end = feed.subscribe(['a'], () => end());
    feed.subscribe(['a'], later);
    feed.publish({ a: '2' });
    feed.publish({ a: '3' });
    expect(later).toHaveBeenCalledTimes(2);
  });
});
