import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { laterDate, returnDate } from './dates.ts';

/** A Wednesday. */
const wednesday = '2026-04-22T09:00:00Z';
const at = (zone: string) => DateTime.fromISO(wednesday, { zone });
const back = (text: string, zone = 'utc') => returnDate(text, at(zone));
const later = (text: string, zone = 'utc') => laterDate(text, at(zone));

describe('returnDate', () => {
  it.each([
    ['I am back on Monday 4 May.', '2026-05-04'],
    ['ooo until 30 april', '2026-05-01'],
    ['Out thru Friday', '2026-04-27'],
    ['I will not be back until 5 May.', '2026-05-05'],
    ['Away May 4–15.', '2026-05-18'],
    ['Since 3 March I have been on leave. I return in September.', '2026-09-01'],
    ['Closed from noon until 9am on Thursday 30 April.', '2026-04-30'],
    ['I work Mondays and Tuesdays only, part-time.', '2026-04-27'],
    ['Out today.', '2026-04-23'],
    ['Ich bin bis einschl. 30. April im Urlaub.', '2026-05-01'],
    ['bin vom 27.4. bis 8.5. weg', '2026-05-11'],
    ['Do + Fr Schulung. Mo wieder da.', '2026-04-27'],
    ['KW 18 Urlaub', '2026-05-04'],
    ['Je suis absent jusqu’au vendredi 8 mai inclus.', '2026-05-11'],
    ['de retour le 4', '2026-05-04'],
    ['Vuelvo el lunes que viene', '2026-04-27'],
    ['Ausente del 2 al 14 de mayo', '2026-05-15'],
    ['De férias até 1 de maio, regresso na segunda-feira, 4 de maio.', '2026-05-04'],
    ['Sono in ferie dal 4 all’8 maggio compresi', '2026-05-11'],
    ['Afwezig t/m woensdag 29 april', '2026-04-30'],
    ['５月６日まで休みです。', '2026-05-07'],
    ['4月27日（月）から5月1日（金）まで休暇をいただきます。', '2026-05-04'],
    ['令和8年5月7日より出社します。', '2026-05-07'],
    ['本日は終日不在です。', '2026-04-23'],
    ['Ich bin in den Ferien und ab Montag, 4. Mai 2026, wieder für Sie da.', '2026-05-04'],
    ['Gli uffici riaprono il 4 maggio. Le merci spedite dopo il 28 aprile partono al rientro.', '2026-05-04'],
    ['Op dienstreis, op kantoor per 04-05.', '2026-05-04'],
    ['Ik ben weg t.e.m. 30/4.', '2026-05-01'],
    ['In mei ben ik er weer. Het team zit op de vierde verdieping.', '2026-05-01'],
    ['Férias! 23/4 a 4/5.', '2026-05-05', 'America/Sao_Paulo'],
    ['Respondo após o regresso do titular, ausente até 30 de abril.', '2026-05-01'],
    ['次の出勤日は4月28日(火)です。', '2026-04-28'],
  ])('reads “%s”', (text, day, zone?: string) => {
    expect(back(text, zone)).toBe(day);
  });

  it.each([
    'I am off sick, no idea when I am back.',
    'Thank you for your mail of 12 March. I am away. Office hours 9-17, phone 040 555 0112.',
    'Ich bin bis auf Weiteres nicht erreichbar.',
    'Operato martedì scorso, non so quando torno.',
  ])('finds no day in “%s”', (text) => {
    expect(back(text)).toBeNull();
  });

  it('reads numbers as the language and the zone write them', () => {
    expect(back('Back on 5/6.', 'America/New_York')).toBe('2026-05-06');
    expect(back('Back on 5/6.', 'Europe/London')).toBe('2026-06-05');
    expect(back('Vuelvo el 5/6, gracias.', 'America/Bogota')).toBe('2026-06-05');
    expect(back('5/6に戻ります。', 'Europe/London')).toBe('2026-05-06');
    expect(back('Back on 5/6.')).toBe('2026-05-06');
  });
});

describe('laterDate', () => {
  it.each([
    ['Try me in March.', '2027-03-01'],
    ['ping me in 3 weeks', '2026-05-13'],
    ['a week from Monday', '2026-05-04'],
    ['Q3 please', '2026-07-01'],
    ['mid-May works better', '2026-05-15'],
    ['Circle back after the 15th.', '2026-05-18'],
    ['from the 4th on', '2026-05-04'],
    ['Write me at the end of the month', '2026-04-30'],
    ['Maandag over een week, eerder komt niet uit', '2026-05-04'],
    ['Vanaf 18/5 mag ik weer praten met leveranciers.', '2026-05-18'],
    ['Esta semana imposible. La que viene hablamos.', '2026-04-27'],
    ['Para a semana falamos, pode ser?', '2026-04-27'],
    ['Escreva-me dentro de sessenta dias.', '2026-06-21'],
    ['Me chama depois do dia 10/05', '2026-05-11', 'America/Sao_Paulo'],
    ['Bitte zu Beginn des zweiten Halbjahres noch einmal melden.', '2026-07-01'],
    ['Rundschreiben vom Montag: Sperre bis 30.6. Melden Sie sich, wenn sie vorbei ist.', '2026-07-01'],
    ['Deze klus loopt in september af. Benader ons dus in oktober weer.', '2026-10-01'],
    ['No me llames más en mayo, porfa. En junio todo lo que quieras.', '2026-06-01'],
    ['Nel Q2 cambiamo gestionale. Ci riaggiorniamo nel terzo trimestre.', '2026-07-01'],
    ['Hij begint pas in juni. Schrijf hem gerust tegen die tijd.', '2026-06-01'],
    ['The first Monday in June would suit, call then', '2026-06-01'],
    ['Our contract runs until September, talk to me then.', '2026-09-01'],
    ['The board meets on 12 May. Write to me the day after.', '2026-05-13'],
    ['Half our stock went on 3 March. Email me next week.', '2026-04-27'],
    ['Nicht vor November, bitte dann nochmal melden', '2026-11-01'],
    ['übernächste Woche bitte nochmal', '2026-05-04'],
    ['Melden Sie sich in der ersten Juniwoche', '2026-06-01'],
    ['Melden Sie sich in der zweiten Januarwoche noch einmal', '2027-01-11'],
    ['Bitte in der letzten Woche im Mai', '2026-05-25'],
    ['Try me in the first week of January', '2027-01-04'],
    ['The third week in May suits me better', '2026-05-18'],
    ['Revenez vers moi la deuxième semaine de juin', '2026-06-08'],
    ['Recontactez-moi la dernière semaine d’août', '2026-08-24'],
    ['Escríbame la tercera semana de junio', '2026-06-15'],
    ['Me procure na primeira semana de junho', '2026-06-01'],
    ['Me escreva na segunda semana de junho', '2026-06-08'],
    ['Ci risentiamo la quarta settimana di maggio', '2026-05-25'],
    ['Probeer het in de tweede week van juni', '2026-06-08'],
    ['6月の第2週にまたご連絡ください', '2026-06-08'],
    ['5月最終週にお願いします', '2026-05-25'],
    ['Recontactez-moi dans 15 jours', '2026-05-06'],
    ['l’année prochaine', '2027-01-01'],
    ['la semana que viene', '2026-04-27'],
    ['no segundo semestre', '2026-07-01'],
    ['daqui a três semanas', '2026-05-13'],
    ['fra due settimane', '2026-05-06'],
    ['dopo il 15 maggio', '2026-05-18'],
    ['volgende maand graag', '2026-05-01'],
    ['week 23 graag', '2026-06-01'],
    ['再来週お願いします', '2026-05-04'],
    ['No es un no: búsqueme el 18 de mayo', '2026-05-18'],
    ['10月5日以降でお願いします', '2026-10-05'],
    ['会期が5月15日までなので、翌週の月曜にご連絡ください', '2026-05-18'],
  ])('reads “%s”', (text, day, zone?: string) => {
    expect(later(text, zone)).toBe(day);
  });

  it.each([
    'after Easter',
    'im Herbst gern',
    'some day',
    'Mon budget est nul.',
    'dopo la fiera',
    'I may march on.',
  ])('finds no day in “%s”', (text) => {
    expect(later(text)).toBeNull();
  });
});

/** How each language writes a date in full, by `Intl`, and the words before it. */
const plainForms: readonly [locale: string, before: string, after: string][] = [
  ['en-GB', 'Back on ', '.'],
  ['en-US', 'I return ', '.'],
  ['de', 'Ich bin am ', ' wieder da.'],
  ['fr', 'De retour le ', '.'],
  ['es', 'Vuelvo el ', '.'],
  ['pt', 'Volto em ', '.'],
  ['it', 'Torno il ', '.'],
  ['nl', 'Terug op ', '.'],
  ['ja', '', 'に戻ります。'],
];

describe('a date as it is plainly written', () => {
  const now = at('utc');
  it.each(plainForms)('is read in %s, whatever day it is', (locale, before, after) => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 280 }),
        fc.constantFrom<Intl.DateTimeFormatOptions>(
          { day: 'numeric', month: 'long' },
          { day: 'numeric', month: 'long', year: 'numeric' },
          { weekday: 'long', day: 'numeric', month: 'long' },
          { dateStyle: 'full' },
        ),
        (ahead, form) => {
          const day = now.plus({ days: ahead });
          const text = `${before}${day.setLocale(locale).toLocaleString(form)}${after}`;
          expect(returnDate(text, now), text).toBe(day.toISODate());
        },
      ),
      { numRuns: 60, seed: 10 },
    );
  });

  it('is looked for in any text without getting lost', () => {
    for (const text of ['1-', '1/2 ', 'until ', 'in 2 ', '月1日', 'mon 1 ', 'a week after ', '0'])
      expect(() => back(text.repeat(2_000))).not.toThrow();
  }, 20_000);
});
