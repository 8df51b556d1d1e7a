import { expect, it } from 'vitest';
import { parseIncoming } from './parse.ts';

const part = (headers: readonly string[], body = 'QUJD') =>
  ['--b', ...headers, 'Content-Transfer-Encoding: base64', '', body, ''].join('\r\n');
const file = (name: string, type = 'application/pdf') =>
  part([`Content-Type: ${type}`, `Content-Disposition: attachment; filename="${name}"`]);
const mail = (parts: readonly string[], html = '', end = '--b--\r\n') =>
  Buffer.from(
    [
      'From: Ann <ann@northwind.example.com>',
      'To: tara@acme.example.com',
      'Message-ID: <1@northwind.example.com>',
      'Subject: Offer',
      'Content-Type: multipart/mixed; boundary="b"',
      '',
      '--b',
      `Content-Type: text/${html === '' ? 'plain' : 'html'}; charset=utf-8`,
      '',
      html || 'See the offer.',
      '',
      ...parts,
    ].join('\r\n') + end,
  );
const filesIn = async (raw: Buffer) => (await parseIncoming(raw)).files;
const namesIn = async (...parts: string[]) => (await filesIn(mail(parts))).map(({ name }) => name);

it('gives what was attached, in order, with its bytes, and leaves the text alone', async () => {
  const read = await parseIncoming(mail([file('offer.pdf'), file('plan.docx')]));
  expect(read.files).toEqual([
    { name: 'offer.pdf', content: Buffer.from('ABC'), whole: true },
    { name: 'plan.docx', content: Buffer.from('ABC'), whole: true },
  ]);
  expect(read.text).toBe('See the offer.');
});

it.each([
  ['../../etc/passwd', '_.._etc_passwd'],
  ['C:/Users/ann/offer.pdf', 'C_Users_ann_offer.pdf'],
  ['=?utf-8?B?b2ZmZXLigK5mZHAuZXhl?=', 'offerfdp.exe'],
  ['=?utf-8?Q?offer.pdf=0D=0ABcc:_eve@evil.example?=', 'offer.pdfBcc_ eve@evil.example'],
  ['=?iso-2022-jp?B?GyRCOCtAUT1xGyhCLnBkZg==?=', '見積書.pdf'],
  ['   ', 'file 1.pdf'],
  [`${'x'.repeat(300)}.pdf`, `${'x'.repeat(116)}.pdf`],
])('names %j as %j', async (given, name) => {
  expect(await namesIn(file(given))).toEqual([name]);
});

it('leaves out what belongs to the form of a mail, and the small pictures of a signature', async () => {
  const logo = part(['Content-Type: image/png', 'Content-ID: <logo>', 'Content-Disposition: inline']);
  const parts = [
    logo,
    part(['Content-Type: application/pgp-signature; name="signature.asc"']),
    part(['Content-Type: text/calendar; method=REPLY'], Buffer.from('METHOD:REPLY').toString('base64')),
    part(['Content-Type: application/ms-tnef; name="winmail.dat"']),
    file('photo.jpg', 'image/jpeg'),
  ];
  const files = await filesIn(mail(parts, '<p>Hi</p><img src="cid:logo">'));
  expect(files.map(({ name }) => name)).toEqual(['photo.jpg']);
});

it('keeps a large picture that is shown in the text: it is no logo', async () => {
  const body = Buffer.alloc(70_000).toString('base64');
  const shot = part(['Content-Type: image/png; name="shot.png"', 'Content-ID: <shot>'], body);
  const files = await filesIn(mail([shot], '<img src="cid:shot">'));
  expect(files.map(({ name }) => name)).toEqual(['shot.png']);
});

it('tells the last file of a mail that was cut', async () => {
  const files = await filesIn(mail([file('offer.pdf'), file('video.mp4', 'video/mp4')], '', ''));
  expect(files.map(({ name, whole }) => [name, whole])).toEqual([
    ['offer.pdf', true],
    ['video.mp4', false],
  ]);
});
