import { lean } from '../prose/lean.ts';

/** What a percentage is of, in all languages, folded: beginnings of words. */
const topics: Readonly<Record<string, string>> = {
  cost: 'cost|expens|spend|saving|save|bill|price|kosten|ausgaben|spar|einspar|gunstig|rechnung|preis|cout|depens|economi|prix|facture|coste|costo|gasto|ahorr|precio|custo|despes|poup|preco|spes[ae]|risparm|prezz|kost|uitgave|bespaar|besparing|prijs|コスト|費用|経費|料金|discount|rabatt|remise|descuent|descont|scont|korting|割引|値引',
  time: 'time|hour|faster|quick|speed|duration|zeit|schnell|stunden|dauer|temps|heure|rapide|vite|delai|tiempo|hora|rapid|plazo|tempo|prazo|veloc|tijd|snel|uren|時間|短縮|工数',
  revenue:
    'revenue|sales|(?:annual|sales) turnover|growth|profit|margin|conversion|umsatz|wachstum|gewinn|marge|verkauf|abschluss|chiffre|vente|croissance|benefice|ingreso|venta|crecimiento|factur|receita|venda|crescim|lucro|fatturat|vendit|crescit|ricav|omzet|groei|verkoop|winst|売上|利益|成約',
  energy:
    'energy|power|electric|gas(?!t)|fuel|emission|co2|carbon|energie|strom|kraftstoff|verbrauch|emission|energi|carburant|consomm|electri|combustible|consum|combust|energia|gasolio|carburant|brandstof|stroom|verbruik|uitstoot|エネルギー|電力|燃料|排出',
  errors:
    'error|mistake|defect|scrap|waste|reject|complaint|return|fehler|ausschuss|mangel|reklamation|verlust|abfall|erreur|defaut|rebut|gaspill|perte|error|defect|merma|desperdic|perdida|erro|defeit|desperdic|perda|error|difett|scart|sprec|fout|uitval|verspil|afval|klacht|ミス|不良|ロス|廃棄|エラー',
  stops:
    'downtime|stop|outage|standstill|stillstand|ausfall|ausfalle|arret|panne|parada|averia|paragem|parada|fermo|fermi|guast|stilstand|storing|停止|故障',
  people:
    'employee|staff|turnover|attrition|absen|fluktuation|mitarbeit|krank|salarie|absenteis|emplead|ausentismo|funcionari|dipendent|assent|medewerk|verzuim|離職|従業員',
  tickets:
    'ticket|call|inquir|enquir|request|anruf|anfrage|appel|demande|llamad|solicitud|chamad|ligac|chiamat|richiest|telefoon|aanvra|oproep|問い合わせ|電話',
  cancellations:
    'churn|cancel|no-show|kundig|absage|resiliation|annul|cancelac|cancelament|disdett|abbandon|opzeg|annuler|解約|キャンセル',
  exports:
    'export|import|occupan|auslastung|occupation|ocupacion|ocupac|occupaz|bezetting|稼働|commission|provision|comision|comiss|commission|provvig|commissie|手数料',
};
const patterns = Object.entries(topics).map(
  ([topic, words]) => [topic, lean(`(?<![\\p{Script=Latin}])(?:${words})`, 'gu')] as const,
);

/** What a folded sentence speaks of within its clause around a number. */
export function topicsOf(folded: string, { start, end }: { start: number; end: number }): Set<string> {
  const from = Math.max(0, start - 70);
  const near = folded.slice(from, end + 70);
  return new Set(patterns.filter(([, pattern]) => near.search(pattern) >= 0).map(([topic]) => topic));
}
