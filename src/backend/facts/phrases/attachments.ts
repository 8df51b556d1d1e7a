import { Phrase } from './phrase.ts';
import { lean } from '../prose/lean.ts';

/** Something is said to be sent along. Drafts have no attachments, so no source can say so. */
export const attached = new Phrase({
  en: "(?:i(?:'ve| have)? )?attach(?:ed|ing)(?! (?:great|to (?:the|your)))|(?:find|see|in|view|open) (?:the )?attach(?:ed|ments?)|enclosed|i(?:'m| am)? enclos(?:e|ing)|please find|(?:the|this|our) (?:attachment|enclosure)|(?:file|pdf|deck|brochure|document|slides|proposal|quote) (?:below|enclosed|attached)|i(?:'ve| have) (?:included|added) (?:a|the|our) (?:pdf|deck|brochure|file|copy|one-pager|datasheet|case study)(?: .{0,20}to this (?:e-?mail|message))?",
  de: 'im anhang|in der anlage|als anlage|anbei|angehangt(?:e[nrsm]?)?|angefugt(?:e[nrsm]?)?|beigefugt(?:e[nrsm]?)?|lieg(?:t|en) .{0,40}bei(?=[.,;!]|$)|beiliegend(?:e[nrsm]?)?|anhangend(?:e[nrsm]?)?|(?:fuge|hange|lege) (?:ich|wir)?.{0,40}(?:bei|an)(?=[.,;!]|$)|(?:die|diese) (?:angehangte|beigefugte) anlage',
  fr: 'ci-joint(?:e?s?)?|ci joint(?:e?s?)?|en piece(?:s)? jointe(?:s)?|piece(?:s)? jointe(?:s)?|joint(?:e?s?) a ce (?:mail|message|courriel|e-mail)|(?:je )?(?:vous )?joins|en annexe|ci-inclus',
  es: 'adjunt(?:o|amos|as?|os|e|ad[oa]s?)(?: encontrara)?|(?:en|el|los) (?:archivos? )?adjuntos?|en (?:el )?anexo|anexo (?:encontrara|le envio)|(?:en )?documento adjunto',
  pt: '(?:em|no) anexo|anexad[oa]s?|anex(?:o|ei|amos)|segue(?:m)? (?:em )?anex[oa]s?|(?:em )?anexo',
  it: "in allegato|allegat[oaie]|allego|alleghiamo|(?:l'|gli )allegat[oi]",
  nl: 'in de bijlage|(?:in )?bijlagen?|bijgevoegd(?:e)?|bijgesloten|(?:ik )?voeg .{0,40}(?:bij|toe)(?=[.,;!]|$)|aangehecht',
  ja: '添付|同封|(?:資料|ファイル)を?お付け',
});

/** It could be sent along, or is asked for. */
export const couldAttach = lean(
  /(?<![\p{L}])(?:can|could|shall|should|would|will|happy to|glad to|kann|konnte|konnen|soll|gerne|puis|pourrais|peux|souhaitez|voulez|puedo|podria|quiere|posso|poderia|quer|potrei|vuole|kan|zal|wilt)(?![\p{L}]).{0,60}$/u,
);
