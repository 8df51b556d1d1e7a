import type { ToneTexts } from './texts.ts';

/** „Sie“, wie man in Deutschland, Österreich und der Schweiz an Geschäftsleute schreibt. */
export const german: Required<ToneTexts> = {
  recommended: [
    {
      subject:
        '{% if topic != "" %}{{ topic }}{% elsif contact.company %}Eine Idee für {{ contact.company }}{% else %}Eine kurze Frage{% endif %}',
      body: `{% if opening != "" %}ich schreibe Ihnen aus einem einfachen Grund: {{ opening }}{% if priorOwnerName %} Ich arbeite mit {{ priorOwnerName }} zusammen und würde gern mit Ihnen daran anknüpfen.{% endif %}{% elsif priorOwnerName %}ich arbeite mit {{ priorOwnerName }} zusammen und wurde gebeten, mich bei Ihnen zu melden.{% else %}ich melde mich, weil ich glaube, dass wir {% if contact.company %}{{ contact.company }}{% else %}Ihnen{% endif %} nützlich sein könnten.{% endif %}

{{ value }} {{ offer }}

{% if own_ask != "" %}{{ own_ask }}{% else %}Hätten Sie in den nächsten Tagen eine Viertelstunde für ein kurzes Telefonat?{% endif %}{% if assistant.calendarUrl %} Wenn es einfacher ist, suchen Sie sich hier gern einen Termin aus: {{ assistant.calendarUrl }}{% endif %}`,
    },
    {
      body: `{% if known %}ich habe Ihnen vor Kurzem geschrieben und würde gern hören, was Sie davon halten.{% else %}ich wollte nur sichergehen, dass meine letzte E-Mail nicht untergegangen ist.{% endif %}{% if more != "" %}

{{ more }}{% endif %}

Ist das Thema für Sie{% if contact.company %} und {{ contact.company }}{% endif %} interessant? Ein Satz als Antwort genügt.`,
    },
    {
      body: `{% if more != "" %}noch ein Gedanke, falls er weiterhilft: {{ more }}{% else %}ich weiß, dass Ihre Tage voll sind, deshalb fasse ich mich kurz.{% endif %}

{% if own_ask != "" %}{{ own_ask }}{% else %}Gern erkläre ich Ihnen das Wichtigste in zehn Minuten am Telefon, und Sie entscheiden danach, ob es mehr Ihrer Zeit wert ist. Welcher Tag würde Ihnen passen?{% endif %}`,
    },
    {
      body: `{% if assistant.brochureUrl %}manche lesen lieber, bevor sie reden. Hier finden Sie einen kurzen Überblick: {{ assistant.brochureUrl }}

Wenn beim Lesen eine Frage auftaucht, antworten Sie einfach auf diese E-Mail.{% else %}manche lesen lieber, bevor sie reden. Soll ich Ihnen eine kurze Zusammenfassung schicken, die Sie sich in Ruhe ansehen können?{% endif %}`,
    },
    {
      body: `{% if known %}Sie wissen am besten, was{% if contact.company %} bei {{ contact.company }}{% else %}{% endif %} Ihre Zeit wert ist. Würden Sie mir in ein, zwei Zeilen sagen, worauf es Ihnen ankommt? Dann schreibe ich Ihnen dazu, oder gar nicht mehr.{% else %}vielleicht schreibe ich an die falsche Stelle. Falls sich {% if contact.company %}bei {{ contact.company }} {% else %}bei Ihnen {% endif %}jemand anderes um dieses Thema kümmert: Würden Sie mir sagen, wer das ist?

Und falls Sie es doch selbst sind, würde mich interessieren, worauf es Ihnen dabei am meisten ankommt.{% endif %}`,
    },
    {
      body: `vielleicht passt der Zeitpunkt einfach nicht. Das ist überhaupt kein Problem: Nennen Sie mir einen Monat, der besser ist, und ich melde mich dann wieder.

Wenn es jetzt passt, finden wir sicher einen Termin für ein kurzes Gespräch.`,
    },
    {
      body: `falls meine früheren E-Mails ungelegen kamen, hier noch einmal das Wesentliche.

{% if value != "" or offer != "" %}{{ value }} {{ offer }}{% else %}Ich glaube, dass ein kurzes Gespräch für uns beide nützlich wäre.{% endif %}

Klingt das lohnend? „Ja“ oder „nein“ reicht mir, und ich richte mich danach.`,
    },
    {
      body: `ich habe nichts von Ihnen gehört, deshalb ist dies vorerst meine letzte E-Mail; ich möchte Ihr Postfach nicht füllen.

Wenn sich etwas ändert, antworten Sie einfach hierauf, heute oder in einem Jahr. {% if priorOwnerName %}{{ priorOwnerName }} und ich{% else %}Wir{% endif %} freuen uns dann, von Ihnen zu hören.

Ihnen{% if contact.company %} und allen bei {{ contact.company }}{% endif %} wünsche ich alles Gute.`,
    },
  ],
  formal: [
    {
      subject:
        '{% if topic != "" %}{{ topic }}{% elsif contact.company %}Anfrage an {{ contact.company }}{% else %}Eine kurze Anfrage{% endif %}',
      body: `{% if opening != "" %}ich wende mich mit folgendem Anliegen an Sie. {{ opening }}{% if priorOwnerName %} Ich arbeite mit {{ priorOwnerName }} zusammen und möchte das Gespräch mit Ihnen gern fortsetzen.{% endif %}{% elsif priorOwnerName %}ich arbeite mit {{ priorOwnerName }} zusammen und wende mich in Absprache an Sie.{% elsif value != "" %}erlauben Sie mir, dass ich uns kurz vorstelle.{% else %}ich wende mich an Sie, weil ich glaube, dass wir {% if contact.company %}{{ contact.company }}{% else %}Ihnen{% endif %} nützlich sein könnten.{% endif %}

{{ value }} {{ offer }}

{% if own_ask != "" %}{{ own_ask }}{% else %}Wäre Ihnen in den kommenden Tagen ein kurzes Gespräch möglich?{% endif %}{% if assistant.calendarUrl %} Einen Termin können Sie gern hier wählen: {{ assistant.calendarUrl }}{% endif %}`,
    },
    {
      body: `ich komme auf meine letzte E-Mail zurück.{% if more != "" %}

{{ more }}{% endif %}

Für eine kurze Rückmeldung, ob das Thema für Sie von Interesse ist, wäre ich Ihnen dankbar.`,
    },
    {
      body: `{% if assistant.brochureUrl %}falls Sie sich lieber in Ruhe ein Bild machen, finden Sie hier einen Überblick: {{ assistant.brochureUrl }}{% else %}falls Sie sich lieber in Ruhe ein Bild machen, sende ich Ihnen gern eine schriftliche Zusammenfassung.{% endif %}

Für Fragen stehe ich Ihnen jederzeit zur Verfügung.`,
    },
    {
      body: `{% if known %}gern richte ich mich danach, was Ihnen bei diesem Thema wichtig ist. Lassen Sie mich bitte wissen, wann Ihnen ein Gespräch passen würde.{% else %}möglicherweise ist in Ihrem Haus jemand anderes für dieses Thema zuständig. In diesem Fall wäre ich Ihnen für einen Hinweis dankbar, an wen ich mich wenden darf.

Sollten Sie selbst zuständig sein, lassen Sie mich gern wissen, wann Ihnen ein Gespräch passen würde.{% endif %}`,
    },
    {
      body: `da ich keine Antwort erhalten habe, werde ich Ihnen in dieser Sache nicht weiter schreiben.

Sollte das Thema später für Sie interessant werden, genügt eine kurze Antwort auf diese E-Mail.`,
    },
  ],
  brief: [
    {
      subject: '{% if topic != "" %}{{ topic }}{% else %}Eine kurze Frage{% endif %}',
      body: `{% if opening == "" and value == "" and offer == "" %}ich glaube, dass wir {% if contact.company %}{{ contact.company }}{% else %}Ihnen{% endif %} nützlich sein könnten.{% else %}kurz zur Sache: {{ opening }} {{ value }} {{ offer }}{% endif %}

{% if own_ask != "" %}{{ own_ask }}{% else %}Sind Ihnen das zehn Minuten wert?{% endif %}{% if assistant.calendarUrl %} Mein Kalender: {{ assistant.calendarUrl }}{% endif %}`,
    },
    {
      body: `{% if more != "" %}noch ein Punkt: {{ more }}{% else %}eine kurze Nachfrage:{% endif %}

Ist das einen Blick wert? „Ja“ oder „nein“ genügt.`,
    },
    {
      body: `{% if assistant.brochureUrl %}zum Lesen statt Reden: {{ assistant.brochureUrl }}{% else %}soll ich es Ihnen in drei Zeilen zum Nachlesen schicken?{% endif %}`,
    },
    {
      body: `das ist meine letzte E-Mail dazu. Wenn es irgendwann besser passt, antworten Sie einfach hier.`,
    },
  ],
};
