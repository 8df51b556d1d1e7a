import { describe, expect, it } from 'vitest';
import { parseIncoming } from '../parse.ts';

const mail = (headers: readonly string[], body: string) =>
  Buffer.from(['To: tara@acme.example.com', ...headers, '', ...body.split('\n')].join('\r\n'));
const failed = (fields: string) =>
  mail(
    [
      'From: MAILER-DAEMON@mx.example.com',
      'Subject: Undelivered Mail',
      'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    ],
    `--b\nContent-Type: text/plain\n\nSorry.\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.com\n\nFinal-Recipient: rfc822; ann@northwind.example.com\n${fields}\n\n--b--\n`,
  );

describe('what a delivery report means', () => {
  it.each([
    ['Action: failed\nStatus: 5.1.1', 'unknown-user', 'permanent'],
    [
      'Action: failed\nStatus: 4.1.1\nDiagnostic-Code: smtp; 450 4.1.1 User unknown in virtual table',
      'unknown-user',
      'permanent',
    ],
    ['Action: failed\nStatus: 5.1.2', 'host-unknown', 'permanent'],
    ['Action: failed\nStatus: 5.2.2\nDiagnostic-Code: smtp; 552 5.2.2 Over quota', 'mailbox-full', 'soft'],
    [
      'Action: failed\nStatus: 5.7.1\nDiagnostic-Code: smtp; 550 blocked using zen.spamhaus.example',
      'blocked',
      'blocked',
    ],
    [
      'Action: failed\nStatus: 5.7.26\nDiagnostic-Code: smtp; 550 5.7.26 unauthenticated, DMARC',
      'policy',
      'blocked',
    ],
    ['Action: failed\nStatus: 4.4.7', 'expired', 'soft'],
    [
      'Action: failed\nStatus: 5.3.4\nDiagnostic-Code: smtp; 552 message size exceeds limit',
      'too-big',
      'soft',
    ],
    [
      'Action: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 450 greylisted, come back later',
      'greylisted',
      'soft',
    ],
    ['Action: expired\nStatus:', 'expired', 'soft'],
    ['Action: delayed\nStatus: 4.4.1', 'delayed', 'transient'],
    ['Action: failed\nStatus: 5.2.1\nDiagnostic-Code: smtp; 550 account is disabled', 'disabled', 'soft'],
    // About who sends, in words of their own.
    [
      'Action: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 554 IP=203.0.113.7 - A problem occurred. (Ask your postmaster for help)',
      'blocked',
      'blocked',
    ],
    [
      'Action: failed\nStatus: 5.2.0\nDiagnostic-Code: smtp; 550 5.2.0 Mail rejete. Mail rejected. ofr_506 [506]',
      'blocked',
      'blocked',
    ],
    [
      'Action: failed\nStatus: 5.7.606\nDiagnostic-Code: smtp; 550 5.7.606 Access denied, banned sending IP [203.0.113.7].',
      'blocked',
      'blocked',
    ],
    [
      'Action: failed\nStatus: 5.7.2\nDiagnostic-Code: smtp; 553 5.7.2 [TSS09] All messages from 203.0.113.7 will be permanently deferred',
      'blocked',
      'blocked',
    ],
    [
      'Action: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 550 permanent failure for one or more recipients (ann@northwind.example.com:blocked)',
      'blocked',
      'blocked',
    ],
    // About the address, although it speaks of access.
    [
      'Action: failed\nStatus: 5.4.1\nDiagnostic-Code: smtp; 550 5.4.1 Recipient address rejected: Access denied. [AM7EUR03FT050.eop.example.com]',
      'unknown-user',
      'permanent',
    ],
  ])('%s', async (fields, cause, kind) => {
    const { bounce, about } = await parseIncoming(failed(fields));
    expect({ ...bounce, about }).toMatchObject({ cause, kind, about: 'ann@northwind.example.com' });
  });

  it.each([
    ['Unzustellbar: Vorschlag', 'Das Postfach von ann@northwind.example.com ist voll.', 'mailbox-full'],
    ['Échec de la remise', "L'adresse ann@northwind.example.com n'existe pas.", 'unknown-user'],
    ['No se pudo entregar', 'El usuario ann@northwind.example.com no existe.', 'unknown-user'],
    ['Falha na entrega', 'A caixa de ann@northwind.example.com está cheia.', 'mailbox-full'],
    ['Mancata consegna', "L'indirizzo ann@northwind.example.com non esiste.", 'unknown-user'],
    ['Niet bezorgd', 'Het adres ann@northwind.example.com bestaat niet.', 'unknown-user'],
    ['送信エラー', '宛先 ann@northwind.example.com が存在しません。送信できませんでした。', 'unknown-user'],
  ])('reads prose in many languages: %s', async (subject, text, cause) => {
    const { bounce } = await parseIncoming(
      mail(['From: postmaster@mx.example.com', `Subject: ${subject}`], text),
    );
    expect(bounce).toMatchObject({ cause, recipient: 'ann@northwind.example.com' });
  });

  it.each([
    [
      'Não é possível entregar: Ideia',
      'A caixa de correio de ann@northwind.example.com está cheia.',
      'mailbox-full',
    ],
    ['[메일 전송 실패] 제안', 'ann@northwind.example.com: 존재하지 않는 사용자입니다.', 'unknown-user'],
    [
      'Verzögert: Idee',
      'An ann@northwind.example.com noch nicht zugestellt. Es wird weiter versucht.',
      'delayed',
    ],
    ['Retardé : Idée', 'La remise à ann@northwind.example.com est retardée.', 'delayed'],
    ['Retrasado: Idea', 'El mensaje para ann@northwind.example.com aún no se ha entregado.', 'delayed'],
    ['Atrasado: Ideia', 'Para ann@northwind.example.com: novas tentativas serão feitas.', 'delayed'],
    ['Ritardo: Idea', 'Per ann@northwind.example.com verranno effettuati altri tentativi.', 'delayed'],
    [
      'Vertraagd: Idee',
      'Aan ann@northwind.example.com nog niet bezorgd. Het wordt opnieuw geprobeerd.',
      'delayed',
    ],
    ['配信遅延: ご提案', 'ann@northwind.example.com への配信が遅延しています。', 'delayed'],
    [
      'Delivery Status Notification (Delay)',
      'A temporary problem with ann@northwind.example.com. We will retry. You will be told if the delivery fails permanently.',
      'delayed',
    ],
  ])('reads %s, whoever sent it', async (subject, text, cause) => {
    const encoded = `Subject: =?utf-8?B?${Buffer.from(subject).toString('base64')}?=`;
    const senders = [
      'From: <>',
      'From: Mail Delivery System',
      'X-No: sender',
      'From: postmaster@mx.example.com',
    ];
    for (const from of [...senders, 'From: System Administrator <no-reply@mx.example.com>']) {
      const { bounce } = await parseIncoming(mail([from, encoded], text));
      expect(bounce).toMatchObject({ cause, recipient: 'ann@northwind.example.com' });
    }
  });

  it.each(['From: <>', 'From: MAILER-DAEMON', 'From: Mail Delivery System', 'X-No: sender at all'])(
    'drops none that has %s',
    async (from) => {
      const raw = mail(
        [from, 'Subject: Returned mail'],
        '<ann@northwind.example.com>: 550 5.1.1 no such user',
      );
      expect(await parseIncoming(raw)).toMatchObject({
        certain: { class: 'Bounce' },
        bounce: { kind: 'permanent' },
      });
    },
  );

  it('is no person who tells of a report', async () => {
    const raw = mail(
      ['From: ann@northwind.example.com', 'Subject: Re: Undeliverable'],
      'I got 550 5.1.1 user unknown when I answered you.',
    );
    expect((await parseIncoming(raw)).bounce).toBeNull();
  });

  it('is quick with any text', async () => {
    const long = 'mailbox address user recipient '.repeat(32_000);
    const raw = mail(['From: MAILER-DAEMON@mx.example.com', 'Subject: failure notice'], `550 ${long}`);
    expect((await parseIncoming(raw)).autoSubmitted).toBeTypeOf('boolean');
  }, 20_000);
});
