import type { BounceCause, BounceReport } from '../../types.ts';

/**
 * What mail servers say, in the order in which it counts: what speaks of the sender or of the mail goes before what
 * speaks of the recipient, because "recipient rejected" stands in both.
 */
const words: readonly (readonly [BounceCause, RegExp])[] = [
  [
    'too-big',
    /message (size|length|too)[^.]{0,40}(exceed|limit|large|big|long)|(too (large|big)|exceed\w*[^.]{0,30}(message )?size(?! quota))|maximum (message )?size|size limit|zu groß|trop (volumineux|grand)|demasiado grande|サイズ.{0,10}(超|大き)/i,
  ],
  [
    'policy',
    /(group|groupe|gruppe|grupo|gruppo|groep|skupin\w*|grup\w*|群組|群组|グループ|그룹|групп\w*)[^\n]{0,200}(permission|autoris|autoriz|berechtig|permis|toestemming|oprávnění|uprawnie|разрешен|權限|权限|権限|권한)|not (a )?member/i,
  ],
  ['greylisted', /gr[ea]y[- ]?list|postgrey/i],
  [
    'mailbox-full',
    /(over|exceed\w*|out of|beyond)\W{1,3}(\w+\W+){0,3}(quota|storage|disk space)|quota\W{1,3}(\w+\W+){0,3}(exceed|violation|full|reached)|over ?quota|size quota|quota exceed|mail ?box[^.\n]{0,60}\bfull\b|\bfull mail ?box|mail ?box (size|storage)[^.\n]{0,20}(exceed|limit)|(inbox|mail ?folder|account|recipient'?s?|user'?s?|disk|maildir)[^.\n]{0,30}\b(is|has been|too)? ?full\b|exceed\w* (the )?(allowed|maximum|permitted) size|insufficient (system storage|disk|space|storage|quota)|not enough (storage|space|disk|quota)|no space left|storage (limit|quota)|mailbox (has )?exceeded|too much mail data|mailbox is exceeding|容量|満杯|いっぱい|一杯|已满|已滿|邮箱满|超出.{0,8}(配额|容量)|가득|용량|(postfach|speicher\w*|kontingent|quota)[^.\n]{0,30}(voll|überschritten|erschöpft)|bo[iî]te[^.\n]{0,40}(pleine|satur)|espace[^.\n]{0,20}insuffisant|(buz[oó]n|casilla|bandeja)[^.\n]{0,30}llen[oa]|cuota[^.\n]{0,20}(excedid|superad)|caixa[^.\n]{0,40}chei[ao]|cota[^.\n]{0,20}excedid|casella[^.\n]{0,40}piena|(postvak|mailbox)[^.\n]{0,30}\bvol\b|(переполнен|превышен\w* квот)|skrzynka[^.\n]{0,30}(pełna|przepełniona)|posta kutusu dolu/i,
  ],
  [
    'policy',
    /(domain of )?sender('s)? (address |domain |e-?mail )?[^.\n]{0,40}(rejected|denied|not exist|refused|invalid|not (found|allowed|permitted|verified)|verif\w+ fail|unknown|blocked)|unroutable sender|bad sender|invalid sender|(mail from|from) address (is )?(rejected|denied|not)|\b(spf|dkim|dmarc|dmarc-?policy|arc)\b|purported responsible|unauthenticated (e-?mail|message)|not authenticated|authentication (required|failed|check)|sender id |email address is not verified|virus|malware|infected|(executable|attachment)[^.\n]{0,30}(not |block|reject|ban)|bare (lf|cr|linefeed)|rfc ?(2?822|5322|compl)|non-rfc|header (error|is|field)|\bstarttls\b|tls (is )?(required|not)|must issue a starttls/i,
  ],
  [
    'blocked',
    /\bspam|unsolicited|\bbulk mail|\bjunk|black ?list|block ?list|denylist|blocklist|\bdnsbl|\brbl|spamhaus|spamcop|barracuda(central)?|sorbs|proofpoint|cloudmark|reputation|(ip|host|client|address|server|connection|mail)[^.\n]{0,40} (is |has been |was )?(blocked|banned|blacklisted|throttled)|(is|been|currently) (black)?listed (in|at|by|on)|blocked (by|using|from|due|for)|(reverse|ptr|rdns)\W{1,3}(dns|record|lookup|host)?|cannot find your (hostname|reverse)|(bad|poor) (helo|ehlo)|(helo|ehlo)[^.\n]{0,30}(reject|invalid|not)|too many (connections|messages|recipients|errors|emails|mails|concurrent)|(rate|connection|sending|message) (limit|rate)|rate.limited|throttl|unusual (rate|volume)|unexpected volume|user complaints|message (was |has been )?(rejected|refused|blocked) (due|by|as|for)[^.\n]{0,40}(content|filter|complaint)|suspicious|fraud|phish|client host rejected|no access from|weren'?t sent|my name was rejected|redundant|host (rejected|refused|denied)|not accept(ing)? (mail|connections|messages) from|your (ip|host|server|network|message|mail)[^.\n]{0,60}(block|reject|denied|refused|not allowed|prohibit)|banned (sending )?ip\b|\bip=[\d.:a-f]+ - |messages from [\da-f.:]+[^.\n]{0,20} deferred|recipients? \(host:blocked\)|\bmail rejet[eé]|垃圾|迷惑メール|спам/i,
  ],
  [
    'host-unknown',
    /(host|domain)( name)?( or (host|domain) name)? (is )?(unknown|not found|does ?n[o']t exist|invalid)|(unknown|invalid|illegal|bad|unrouteable|unroutable|no such|non-?existent) (mail )?(host|domain)|domain[^.\n]{0,40}(does not exist|not found|is not reachable|has no mx|couldn'?t be found|doesn'?t exist|not exist|no longer)|couldn'?t find any host|no such (host|domain)|name(server)? (service |lookup )(error|fail)[^.\n]{0,60}not found|name or service not known|host (lookup|name lookup) (failure|did not complete|failed)|dns (error|fail|lookup)[^.\n]{0,30}(not found|nxdomain|no such)|nxdomain|no (valid )?(mx|mail (host|server|exchanger)s?|smtp service)|all relevant mx|null mx|mx or srv record indicated|doesn'?t receive e-?mail|does(n'?t| not) accept (e-?)?mail|do not accept (e-?)?mail|domain[^.\n]{0,30}never receives|(bad|invalid) destination (system|mail ?host)|mail exchanger|un?rout(e)?able (address|mail domain)|unrouteable|host (is )?unreachable domain|illegal host|ドメイン.{0,12}(存在|見つか)|hôte inconnu|domaine[^.\n]{0,20}(inconnu|n['’]existe)|dominio[^.\n]{0,20}(no existe|inexistente|sconosciuto)|domäne[^.\n]{0,30}(nicht|existiert)/i,
  ],
  [
    'disabled',
    /(account|mail ?box|user|recipient|address|inbox)[^.\n]{0,60}(disabled|suspended|inactive|deactivated|frozen|locked|blocked|not active|inactivat|expired|discontinued)|(disabled|inactive|suspended|deactivated|frozen|locked) (account|mail ?box|user|recipient|address)|temporarily locked|konto[^.\n]{0,30}(deaktiviert|gesperrt)|compte[^.\n]{0,40}(désactivé|suspendu|bloqu)|cuenta[^.\n]{0,40}(desactivad|suspendid|bloquead|deshabilit)|conta[^.\n]{0,40}(desativad|suspens)|account[^.\n]{0,40}(disattivat|sospes|geblokkeerd|uitgeschakeld)|停用|停止中|заблокирован/i,
  ],
  ['moved', /(has|have) moved|no longer on (the )?server|not our (user|customer)|new address is/i],
  [
    'relay',
    /relay(ing)?( access)? (is )?(denied|not|prohibited|restricted)|(unable|not (permitted|allowed)|cannot|no|insecure mail|open) (to )?relay|rcpt-?to validation failed/i,
  ],
  [
    'unknown-user',
    /(user|recipient|mail ?box|address|account|addressee|destination|alias|local part|person|customer|member|name|inbox|login|resident)s?('s)?( e-?mail)?( address)?[^.\n]{0,70}(unknown|not found|n[o']t exist|invalid|unavailable|not (a )?(known|valid|registered|recognized|listed|local)|no longer|not unique|(could ?n[o']t|cannot|can'?t) be found|wasn'?t found|incorrect|not have)|(recipient|address|mailbox)( address)? (was |is )?(rejected|refused)( \(#?5\.1\.1\))?(: access denied\.?)?\s*(\[[^\]]{0,120}\]|\(as[^)]{0,60}\))?[\s.]*$|doesn'?t have an?\b|check (if|whether|that) [^.\n]{0,30}address|not in[^.\n]{0,20}director|directory (entry|listing)|リストにありません|ディレクトリ.{0,20}(見つか|ありません)|(unknown|invalid|no such|nonexistent|non-existent|bad|undeliverable|illegal|unrecognized|incorrect|not a valid|no valid|not an? (active|existing)|no) (e-?mail )?(local[- ]?part|(local )?user|recipient|mail ?box|address|account|addressee|person|destination (mailbox )?address|alias|person at)|no mail ?box here|does ?n[o']t exist|not listed in|isn'?t in|doesn'?t have an?[^.\n]{0,40}account|no account|invalid [^.\n]{0,20}user ?id|we don'?t handle mail|no one (here|by)|recipient[^.\n]{0,10} unknown|unknown or illegal alias|not in (the )?directory|\bnosuchuser|\bnxuser|宛先.{0,20}(存在|見つか|不明|正し)|ユーザー?.{0,12}(存在|見つか)|アドレス.{0,14}(存在|見つか|間違|誤)|不存在|无此用户|無此|找不到|존재하지|(nutzer|empfänger|adresse|postfach|konto)[^.\n]{0,50}(unbekannt|nicht (gefunden|vorhanden|bekannt|existent)|existiert nicht|ungültig)|unbekannter? (empfänger|benutzer|adresse)|existiert nicht|(destinataire|adresse|utilisateur|compte|bo[iî]te)[^.\n]{0,50}(inconnu|introuvable|n['’]existe|n['’]a pas (été|pu)|invalide|inexistant|erron)|n['’]existe pas|(usuario|direcci[oó]n|destinatario|buz[oó]n|cuenta)[^.\n]{0,50}(desconocid|no existe|inexistente|no (se )?(encontr|pudo)|inv[aá]lid|incorrect|errat)|(usuário|endereço|destinatário|conta|caixa)[^.\n]{0,50}(desconhecid|não (existe|foi encontrad|encontrad)|inexistente|inválid)|(utente|indirizzo|casella|account)[^.\n]{0,50}(sconosciut|non (esiste|trovat|valid)|inesistente)|destinatario (sconosciuto|inesistente)|(gebruiker|adres|ontvanger|postbus|postvak|account)[^.\n]{0,50}(onbekend|bestaat niet|niet (gevonden|bekend|geldig)|ongeldig)|bestaat niet|(mottagare|adress|användare|modtager|bruger|mottaker|bruker)[^.\n]{0,40}(okänd|ukendt|ukjent|finns inte|findes ikke|finnes ikke)|(użytkownik|adres|odbiorca|konto|skrzynka)[^.\n]{0,40}(nie istnieje|nieznany|nie znaleziono)|(пользовател|получател|адрес|ящик)[^.\n]{0,50}(не существует|не найден|неизвест|нет)|не существует|uživatel[^.\n]{0,30}neexist|neexistuje|(kullanıcı|adres)[^.\n]{0,30}(bulunamadı|mevcut değil)/i,
  ],
  [
    'expired',
    /time(d)?[- ]?out|retry time|retry timeout|too (long|old)|expired|(could not|unable|failed|couldn'?t)[^.\n]{0,60}(for|after|in|within) (the )?(last )?\d+ (hours?|days?|minutes?)|(connection|connect)[^.\n]{0,40}(refused|reset|failed|closed|lost|dropped|timed|could not)|unable to (connect|establish)|(not|could ?n[o']t|can ?not|unable to|wasn'?t able to|can'?t) (be )?(establish|connect|reach|contact)|no route to host|network (is )?(unreachable|error)|unreachable|delivery time|gave up|given up|giving up|maximum (hop|time|number of|retries)|hop count|too many hops|mail loop|loop(s|ing)? (detected|back)|routing loop|retries exhausted|not able to deliver within|responding|zeitüberschreitung|délai|tiempo de espera|agotado|tempo (limite|esgotado)|scadut|verlopen|タイムアウト|期限|超时|逾時/i,
  ],
  [
    'policy',
    /polic|not (authorized|permitted|allowed)|access (is )?denied|permission|administrative|prohibit|security (policy|reason|violation|restrict)|content (is |was )?(reject|not)|message (was |has been |is )?(rejected|refused|content)|transaction failed|restricted|refused by|unauthorized|no permission|restrict|only (accepts|members)|members only|richtlinie|politique|pol[ií]tica/i,
  ],
];

/** RFC 3463, class left out. */
const ofStatus: Readonly<Record<string, BounceCause>> = {
  '1.0': 'unknown-user', '1.1': 'unknown-user', '1.2': 'host-unknown', '1.3': 'unknown-user', '1.4': 'unknown-user',
  '1.6': 'moved', '1.7': 'policy', '1.8': 'policy', '1.10': 'host-unknown', '2.1': 'disabled', '2.2': 'mailbox-full',
  '2.3': 'too-big', '3.4': 'too-big', '4.1': 'expired', '4.2': 'expired', '4.4': 'host-unknown', '4.6': 'expired',
  '4.7': 'expired', '7.13': 'disabled', '7.25': 'blocked',
}; // prettier-ignore

/** What an enhanced status code such as 5.1.1 says by itself. */
export function causeOfStatus(status: string | null): BounceCause | null {
  const detail = status?.slice(2);
  if (!detail) return null;
  const temporary = status?.startsWith('4') ?? false;
  // 4.4.4: the name server did not answer, which says nothing of the host.
  if (detail === '4.4' && temporary) return 'expired';
  return ofStatus[detail] ?? (detail.startsWith('7.') ? 'policy' : null);
}

/** Longer lines are no sentences of a mail server; not looking at more bounds the work. */
const MAX_LINE = 600;
const MAX_LINES = 120;
const MAX_TEXT = 20_000;
/** Links, addresses and hosts hold words and full stops that say nothing. */
const NAMES =
  /https?:\/\/\S{1,500}|<?[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w.-]{1,200}>?|\b(?:[\w-]{1,63}\.){1,6}[a-z]{2,20}\b/gi;

export const withoutNames = (text: string): string => text.replace(NAMES, 'host');

/** What the words of a mail server say: the first cause in the order above that any line tells. */
export function causeOfWords(text: string): BounceCause | null {
  const lines = withoutNames(text.slice(0, MAX_TEXT))
    .split('\n')
    .slice(0, MAX_LINES)
    .map((line) => line.slice(0, MAX_LINE).trim());
  return words.find(([, pattern]) => lines.some((line) => pattern.test(line)))?.[0] ?? null;
}

/** What a cause means for the person who was written to, once the mail is given up. */
export function kindOf(cause: BounceCause): BounceReport['kind'] {
  if (cause === 'delayed') return 'transient';
  if (cause === 'unknown-user' || cause === 'host-unknown' || cause === 'moved') return 'permanent';
  return cause === 'blocked' || cause === 'policy' || cause === 'relay' ? 'blocked' : 'soft';
}
