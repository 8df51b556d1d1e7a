import { describe, expect, it } from 'vitest';
import { newText } from './new-text.ts';

const ana = { email: 'ana.perez@quesos.example.com', name: 'Ana Pérez' };
const read = (text: string, from = ana) => newText(text, [], undefined, from).text;

describe('a signature without any mark', () => {
  it.each([
    [
      'Mándemelo',
      'Ana Pérez\nDirección de Operaciones\nQuesos S.L.\nTel. 900 000 192\nCorreo: ana.perez@quesos.example.com',
    ],
    [
      'Sounds good, Tuesday at ten.',
      '\nAna Pérez | Buyer | Quesos Ltd. | +44 20 7946 0012 | www.quesos.example.com',
    ],
    [
      'Kein Bedarf.',
      '\nAna Pérez\nEinkauf\nTelefon +49 30 1234567\n\nQuesos GmbH, Sitz der Gesellschaft: Ulm, Amtsgericht Ulm HRB 1234',
    ],
    [
      '資料を送ってください。',
      '\n株式会社ケソス 購買部\nペレス アナ\nTEL:03-1234-5678\nMail:ana.perez@quesos.example.com',
    ],
    ['Pas avant la fin de la saison.', '\nAna Pérez\nGérante\nTél. 01 99 00 05 43\nwww.quesos.example.com'],
    ['Obrigada, mas não.', '\nAna Pérez\nObter o Outlook para iOS<https://aka.ms.example/o0ukef>'],
    ['Send me the price.', '\nAna\nana.perez@quesos.example.com\ninfo@quesos.example.com'],
  ])('is cut below “%s”', (said, signature) => {
    expect(read(`${said}\n${signature}`)).toMatch(new RegExp(`^${said}(\\n+Ana Pérez)?$`));
  });

  it.each([
    'Bitte wenden Sie sich an meinen Kollegen:\n\nMarco Schulz\nTel. +49 30 7654321\nE-Mail: marco.schulz@quesos.example.com',
    'My colleague does this.\n\nMarco Schulz\nHead of Purchasing\nmarco.schulz@quesos.example.com',
    'Call me:\n+44 20 7946 0012',
    'Yes\nTuesday\nTen o’clock',
  ])('is not what tells whom to write to, or how: “%s”', (text) => {
    expect(read(text)).toBe(text);
  });
});

it('a closing in two languages, and when a firm is open, belong to the signature', () => {
  const signature =
    'Ana Pérez | Directeur\nWerkdagen: ma, di, do\nOnze showroom is gesloten van 27 juli tot en met 14 augustus.';
  expect(read(`Doe maar woensdag.\n\nMet vriendelijke groet / Kind regards\n\n${signature}`)).toBe(
    'Doe maar woensdag.',
  );
  const notice = 'Ons kantoor is gesloten van 27 juli tot en met 14 augustus.';
  expect(read(`Bedankt voor uw bericht.\n\n${notice}`)).toContain(notice);
});

describe('a footer', () => {
  it.each([
    'Think before you print. To unsubscribe from council newsletters visit your account page.',
    'Para cancelar o recebimento da nossa newsletter, utilize o link de descadastro no rodapé dela.',
    'Ai sensi del GDPR: per la cancellazione dalla nostra mailing list scrivere CANCELLA a privacy@quesos.example.com',
    'Klik op unsubscribe onderaan de nieuwsbrief.',
    'Um sich von unserem Newsletter abzumelden, klicken Sie hier.',
    'Pour vous désabonner de notre lettre d’information, cliquez ici.',
    'En cumplimiento del RGPD, puede ejercer sus derechos de acceso, rectificación y supresión.',
    'This e-mail and its attachments are confidential. If you are not the intended recipient, delete this message.',
    'Diese E-Mail enthält vertrauliche Informationen. Wenn Sie nicht der richtige Empfänger sind, löschen Sie sie.',
    'Dit bericht is vertrouwelijk en alleen bestemd voor de geadresseerde.',
    '弊社メールマガジンの配信停止はこちらから。',
    'Informationen zum Umgang mit Ihren Daten (Art. 13 DSGVO) finden Sie auf unserer Seite.',
    'Dit bericht is uitsluitend bestemd voor de geadresseerde.',
  ])('is none of the writer’s words: “%s”', (footer) => {
    expect(read(`Tell me more, please.\n\nAna\n\n${footer}`)).toMatch(/^Tell me more, please\.(\n\nAna)?$/);
  });

  it.each([
    'Please take us off your mailing list.',
    'Bitte melden Sie mich von Ihrem Newsletter ab.',
    'Unsubscribe me from your emails.',
    'I clicked unsubscribe three times and still get your newsletter.',
    'Habe auf Abmelden geklickt, es kommt trotzdem: nehmt mich aus dem Verteiler hier.',
    'J’ai cliqué sur désabonner de vos newsletters, sans effet.',
    'He hecho clic en darse de baja y siguen llegando sus correos.',
    'No deseo recibir más correos, denme de baja.',
    'Merci de me désinscrire de votre liste.',
    'Conformément au RGPD, je demande la suppression de mes données.',
    'En vertu du RGPD, j’exige de savoir quelles données vous détenez à mon sujet.',
    'Under Art. 15 GDPR I want to know where you have my data from; you can reach my lawyer.',
    'Nach Art. 14 DSGVO fordere ich Auskunft, woher Sie meine Daten haben.',
    'En virtud del RGPD exijo saber qué datos tienen; consulten a su abogado.',
    'Nos termos da LGPD eu exijo saber que dados vocês têm; pode exercer o que quiser.',
    'Ai sensi dell’art. 15 GDPR chiedo di sapere quali dati avete; consultate il vostro legale.',
    'Op grond van de AVG wil ik weten welke gegevens u heeft, zie artikel 15.',
    '配信停止をお願いします。',
    'The unsubscribe link in your mail does not work. Remove me.',
    'Wil je mij uitschrijven van jullie nieuwsbrief?',
    'Non voglio più ricevere le vostre mail, cancellatemi dalla lista.',
  ])('is not a wish of the writer: “%s”', (wish) => {
    expect(read(`Hello,\n\n${wish}\n\nAna`)).toContain(wish);
  });
});
