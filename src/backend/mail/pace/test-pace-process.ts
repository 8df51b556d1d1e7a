import { openAnother } from '../../database/test-database.ts';
import { PORTAL, TestMailOutbox } from '../test-mail-outbox.ts';
import { paceEntities, tara, testPace } from './test-pace.ts';

/**
 * A process that sends what is due of one account, each mail half a minute after the other by its own clock, and prints
 * when it is about to hand one to the mail server. It is killed at any moment.
 */
const [url = '', cap = '0', start = '0'] = process.argv.slice(2);
const database = await openAnother(url, paceEntities);
const test = new TestMailOutbox(database);
test.now = Number(start);
test.pace = testPace(database, { now: () => test.now }, [tara({ dailyCap: Number(cap) })]);
test.uniqueIds = true;
test.outbox = test.newOutbox();
test.onSend = async () => void process.stdout.write('sending\n');
for (;;) {
  await test.outbox.flush(PORTAL);
  test.now += 30_000;
}
