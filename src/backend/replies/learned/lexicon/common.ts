/** The commonest words of a language. See ../concepts.ts. */
export const common: Readonly<Record<string, string>> = {
  myself: `
    i i'm i've i'd i'll me ich mich mir je j' j'ai moi yo eu io mi ik mij 私 僕 自分 わたくし 当方`,
  we: `
    we we're we've we'll us wir uns nous on nosotros nos noi ci wij ons 弊社 当社 私ども うち 当方 我々 わたしたち`,
  you: `
    you sie ihnen du dich euch ihr vous tu te usted ustedes le les os vosotros voce voces vc vcs lhe lei vi
    voi u jij je jullie ge 御社 貴社 あなた そちら`,
  your: `
    your yours ihr ihre ihren ihrem ihrer dein* euer eure votre vos ton ta tes su sus tu tus vuestr* seu sua
    seus suas teu tua vosso vossa suo vostro vostra vostri tuo uw jouw jullie`,
  he: `
    he he's his him er ihm ihn sein il lui el ele dele hij hem 彼`,
  she: `
    she she's her ihr elle ella ela dela lei zij haar 彼女`,
  they: `
    they them their sie_haben ils leur ellos eles deles loro zij hun`,
  is: `
    is are am was were be been it's that's ist sind bin war waren est sont suis etait es esta estan son era
    estoy estamos somos e sao estao sou estou foi ha sono siamo stato zijn ben です ます でした`,
  has: `
    has have had hat haben hatte habe a ai as avons avez ont tiene tengo tenemos ha he hemos han tem tenho
    temos tinha ho abbiamo hanno avete aveva heeft heb hebben あります ございます`,
  will: `
    will we'll i'll going_to gonna werde wird werden wurde va vais allons vont voy vamos van vou vai vao
    sara saro andro verra zal zullen ga gaan 予定`,
  can: `
    can could may might kann konnen konnte darf peux peut pouvons pouvez peuvent puedo puede podemos pueden
    podria pode posso podem poderia puo possiamo potete potrebbe kan kunnen kunt mag できます できる 可能 いただけ`,
  cant: `
    can't cannot couldn't unable kann_nicht konnen_nicht konnte_nicht ne_peux ne_peut ne_pouvons peux_pas
    peut_pas pouvons_pas no_puedo no_puede no_podemos nao_posso nao_pode nao_podemos nao_consigo non_posso
    non_puo non_possiamo non_riesco kan_niet kunnen_niet できません できない かねます いたしかね`,
  must: `
    must have_to has_to need_to should muss mussen sollte soll faut dois doit devons devez tengo_que
    tiene_que debe debo hay_que tenemos_que tenho_que tem_que deve devo preciso_de dobbiamo bisogna moet
    moeten moest なければ べき 必要があ`,
  want: `
    want wants wanna would_like will mochte mochten wollen wollte veux veut voulons voudrais souhaite
    souhaitons aimerais quiero quiere queremos quisiera deseo quero quer queria gostaria desejo voglio vuole
    vogliamo vorrei vorremmo desidero wil willen wilt wens たい ほしい 欲しい 希望`,
  not: `
    not isn't wasn't aren't don't doesn't didn't haven't hasn't won't nicht pas no nao non niet ない ません`,
  never: `
    never ever nie niemals jamais nunca jamas mai nooit 二度と 決して 一度も`,
  nobody: `
    nobody no_one none niemand keiner personne nadie ninguno ninguem nenhum nessuno 誰も`,
  nothing: `
    nothing nichts nix rien nada niente nulla niets niks 何も`,
  only: `
    only just solely nur bloss lediglich seulement juste solo solamente unicamente so somente apenas
    soltanto alleen slechts enkel だけ のみ しか`,
  also: `
    also too as_well auch ebenfalls aussi egalement tambien tambem anche pure ook も また`,
  still: `
    still noch immer_noch encore toujours todavia aun sigue ainda continua ancora nog steeds まだ 引き続き`,
  already: `
    already bereits schon deja ya ja gia al reeds 既に すでに もう`,
  now: `
    now currently jetzt nun derzeit momentan maintenant actuellement ahora actualmente agora atualmente
    adesso ora attualmente nu momenteel 今 現在 ただいま`,
  again: `
    again once_more wieder nochmal nochmals erneut encore_une de_nouveau a_nouveau otra_vez de_nuevo
    nuevamente de_novo novamente outra_vez di_nuovo ancora_una nuovamente opnieuw weer nogmaals 再び 再度 もう一度`,
  since: `
    since for_years seit seitdem depuis desde desde_hace ha_anos da_anni da_quando sinds sedert から以来 以来`,
  until: `
    until till through bis jusqu'au jusqu'a jusque hasta ate fino tot まで`,
  from: `
    from starting as_of ab vom des_le a_partir a_compter desde dal dalla a_partire vanaf per から より`,
  before: `
    before prior vor vorher bevor avant antes prima voor voordat 前に 以前 までに`,
  after: `
    after following nach danach nachdem apres despues tras depois apos dopo na daarna 後 以降`,
  for: `
    for fur pour para por per voor ため 向け`,
  with: `
    with mit avec con com met と一緒`,
  without: `
    without ohne sans sin sem senza zonder なし 無し`,
  more: `
    more mehr plus mas mais piu meer もっと`,
  much: `
    much many lot very viel viele sehr beaucoup tres trop muy mucho mucha muchos muito muita muitos molto
    molti molta tanto veel heel erg zeer とても 非常に たいへん 大変 多く`,
  all: `
    all every everything alle alles jede tout toute tous toutes todo toda todos todas tutto tutta tutti
    tutte iedere elke 全て すべて 全部 皆`,
  some: `
    some any einige etwas quelques algun alguna algunos algum alguma alguns qualche alcuni wat enkele いくつか
    何か`,
  one: `
    one ein eine un une uno una um uma een 一つ 一人 一件 一度`,
  two: `
    two three four five zwei drei vier funf deux trois quatre cinq dos tres cuatro cinco dois duas quatro
    due tre quattro cinque twee drie vijf 二 三 四 五`,
  first: `
    first erste* erst premier premiere primero primera primer primeiro primeira primo prima eerste 最初 まず 初めて`,
  last: `
    last letzte* dernier derniere ultimo ultima ultimos laatste vorige 最後`,
  new: `
    new neue* neu nouveau nouvelle nouveaux nuevo nueva novo nova nuovo nuova nieuw* 新しい 新た 新`,
  old: `
    old alt alte alten vieux vieille ancien ancienne viejo vieja antigu* velho velha antigo vecchio vecchia
    oud oude 古い`,
  good: `
    good well great fine gut gute guten bon bonne bien bueno buena bom boa bem buono buona bene goed goede
    良い よい いい`,
  bad: `
    bad wrong poor schlecht falsch mauvais faux malo mala mal mau errado cattiv* sbagliat* slecht verkeerd
    悪い 違う`,
  small: `
    small little short klein* kurz* petit petite court pequen* poco corto pouco curto piccol* breve klein
    kort 小さ 短`,
  big: `
    big large huge long gross* lang* grand grande gros gran grandes largo longo lungo groot grote lang 大き 長い`,
  right: `
    right correct exactly richtig genau stimmt juste exact correcto exacto cierto certo exato correto giusto
    esatto juist precies klopt 正しい その通り`,
  this: `
    this these dies* ce cet cette ces este esta estos estas esse essa isto isso questo questa questi queste
    dit deze この こちら これ`,
  that: `
    that those das jene ca cela eso esa aquel aquilo isso quello quella dat die それ その あれ`,
  here: `
    here hier ici aqui aca qui ca ここ こちらで`,
  company: `
    company firm business organization organisation firma unternehmen betrieb societe entreprise boite
    empresa negocio companhia azienda ditta societa impresa bedrijf zaak organisatie onderneming 会社 企業 社内 当店
    当院`,
  team: `
    team group staff mannschaft truppe equipe equipo grupo squadra gruppo ploeg チーム 部内 社員`,
  department: `
    department division unit branch abteilung bereich referat service departement departamento area setor
    reparto ufficio settore afdeling dienst 部署 部門 課 支店`,
  purchasing: `
    purchasing procurement buying einkauf* beschaffung* achats approvisionn* compras adquisiciones acquisti
    inkoop* 購買 調達 仕入`,
  finance: `
    finance accounting accounts controller buchhaltung finanz* compta* comptab* finances contabilidad
    finanzas administracion contabilidade financeiro contabilita amministrazione boekhouding financien 経理 財務
    会計`,
  itDepartment: `
    it_department it_team it_guy tech_team edv it_abteilung informatik informatique dsi sistemas informatica
    ti ict 情報システム 情シス it担当`,
  hr: `
    hr human_resources personal personalabteilung rh ressources_humaines recursos_humanos rrhh risorse_umane
    personeelszaken 人事 総務`,
  customer: `
    customer* client clients kunde* kunden cliente clientes clienti klant* 顧客 お客様 取引先`,
  supplier: `
    supplier* vendor* provider* anbieter* lieferant* dienstleister* fournisseur* prestataire* proveedor*
    fornecedor* fornitor* leverancier* 業者 仕入先 ベンダー`,
  partner: `
    partner* partnership gesellschafter associe* socio socios socia soci パートナー`,
  product: `
    product service offering tool system produkt* losung produit* outil solution producto* herramienta
    sistema produto* ferramenta prodotto prodotti strumento product* dienst systeem 製品 サービス 商品 ツール システム`,
  email: `
    email e_mail mail mails emails message messages nachricht* schreiben zuschrift e_mails courriel*
    courrier message* correo* mensaje* mensagem mensagens messaggio messaggi bericht* mailtje メール ご連絡 お便り`,
  address: `
    address inbox mailbox account adresse* postfach konto adresse boite compte direccion buzon cuenta
    casilla endereco caixa conta indirizzo casella adres postvak アドレス 受信箱 宛先`,
  phoneNumber: `
    phone_number mobile_number tel telefonnummer handynummer numero_de_telephone numero_de_telefono telefono
    telefone telefoonnummer 電話番号`,
  time: `
    time moment zeit temps tempo tiempo momento tijd 時間 暇`,
  day: `
    day days tag tage tagen jour jours journee dia dias giorno giorni dag dagen 日 日間`,
  week: `
    week weeks woche* semaine* semana* settiman* weken 週 週間`,
  months: `
    month months monat* mois mes meses mese mesi maand* ヶ月 か月 月`,
  year: `
    year years jahr* an ans annee annees ano anos anno anni jaar jaren 年 年間`,
  today: `
    today heute aujourd'hui hoy hoje oggi vandaag 本日 今日`,
  tomorrow: `
    tomorrow morgen demain manana amanha domani 明日 あす`,
  morning: `
    morning vormittag* matin matinee por_la_manana de_manha manha mattina mattino ochtend morgens 朝 午前`,
  afternoon: `
    afternoon evening nachmittag* abend* apres_midi soir tarde noche noite pomeriggio sera middag avond 午後
    夕方 夜`,
  monday: `
    monday montag* lundi lunes segunda_feira segunda lunedi maandag* 月曜`,
  midweek: `
    tuesday wednesday thursday dienstag* mittwoch* donnerstag* mardi mercredi jeudi martes miercoles jueves
    terca quarta quinta martedi mercoledi giovedi dinsdag* woensdag* donderdag* 火曜 水曜 木曜`,
  friday: `
    friday freitag* vendredi viernes sexta venerdi vrijdag* 金曜`,
  weekend: `
    saturday sunday weekend samstag* sonntag* wochenende samedi dimanche sabado domingo fin_de_semana
    final_de_semana sabato domenica fine_settimana zaterdag zondag 土曜 日曜 土日 週末`,
  money: `
    money cash geld argent sous dinero plata dinheiro grana soldi denaro お金 資金`,
  budget: `
    budget budgets etat presupuesto orcamento verba bilancio begroting 予算`,
  work: `
    work works working job arbeit* arbeite travail* boulot trabaj* trabalh* lavor* werk* 仕事 勤務 業務`,
  go: `
    go goes going geh* geht gehe va vais aller voy ir vou vado andare ga gaat gaan 行く 行き`,
  comes: `
    come comes came komm* kam viens vient venir vengo viene venho vem vir venire kom komt komen 来る 来ます`,
  give: `
    give gave given geb* gibt gegeben donn* da dar doy doi dou dado do dare dato geef geeft geven 渡し 差し上げ`,
  take: `
    take takes took nehm* nimmt genommen prend* pris tomar toma tomo pego pegar preso neem neemt nemen 取り
    受け取`,
  say: `
    say said says tell told sag* gesagt dit dire disent dice decir digo dijo diz dizer disse detto dico zeg*
    zegt gezegd 言 申し 伝え`,
  ask: `
    ask asked asks frag* gefragt demand* pregunt* pido pide pergunt* peco pede pediu chied* chiesto domand*
    vraag* vroeg 聞 尋ね 伺`,
  read: `
    read reading lese* gelesen lis lu lire leo leer leido ler li leio lido legg* letto lees lezen gelezen 読
    拝読 拝見`,
  seen: `
    see saw seen look looks seh* gesehen schau* voir vois vu regard* ver veo visto mirar vi vejo vedo vedere
    guard* zie zien gezien kijk* 見 拝見`,
  know: `
    know knew known weiss wissen kenne sais savoir connais savez se saber sabe conozco sei conheco so sapere
    conosco weet weten ken 知 存じ`,
  find: `
    find found gefunden find* trouv* encontr* achei trov* vind* gevonden 見つ`,
  put: `
    put set stell* setz* mets mettre pong* poner por coloc* mett* metto zet* 入れ 載せ`,
  stay: `
    stay remain keep bleib* rest* qued* sigo fic* rimang* blijf* 残 続け`,
  write: `
    write wrote written writing schreib* geschrieben ecri* escrib* escrito escrev* scriv* scritto schrijf*
    geschreven 書 記入`,
  reply: `
    reply answer respond response antwort* beantwort* repond* reponse contest* respond* respuesta resposta
    rispond* risposta antwoord* reageer* reactie 返信 返事 回答 返答`,
  help: `
    help helps support hilf* helfen aide* aider ayud* ajud* aiut* help* hulp 助け 手伝 役に立`,
  use: `
    use uses used using nutz* benutz* verwend* utilis* usar uso usa usamos utiliz* usare usiamo utilizz*
    gebruik* 使 利用 活用`,
  wait: `
    wait waiting wart* attend* esper* aguard* aspett* wacht* 待`,
  need: `
    need needs brauch* benotig* besoin necesit* precis* necessit* bisogno serve nodig 必要 要り`,
  think: `
    think thought believe glaub* denk* meine pense crois creo pienso acho penso creio credo denk vind 思 考え`,
  understand: `
    understand understood verstehe verstanden comprend* compris entiend* entend* entendo percebo capisc*
    capito begrijp* begrepen snap 理解 分か わか`,
  try: `
    try tried versuch* essay* intent* tent* prov* probeer* 試 やってみ`,
  running: `
    works_well working_fine running lauft funktioniert fonctionne marche funciona funziona werkt loopt 動い 順調
    回って`,
  change: `
    change changed ander* geandert chang* cambi* mud* verander* 変 変更`,
  end: `
    end ends finish over done ende fertig vorbei fin fini termine final termin* acab* fim fine finit* einde
    klaar voorbij 終 完了`,
  closed: `
    closed geschlossen zu ferme* cerrad* fechad* chius* gesloten dicht 閉 休業 休館`,
  open: `
    open offen geoffnet ouvert* abiert* abert* apert* 開 営業中`,
  home: `
    home house zuhause haus maison casa thuis huis 家 自宅`,
  school: `
    school class students schule unterricht ecole eleves classe escuela alumnos clases escola alunos aulas
    scuola alunni leerlingen 学校 生徒 授業`,
  health: `
    hospital clinic practice patients klinik praxis patient* clinique cabinet clinica consultorio pacientes
    studio_medico pazienti kliniek praktijk patienten 病院 医院 患者 診療`,
  public: `
    city council municipality government rathaus gemeinde behorde stadt mairie commune collectivite
    ayuntamiento municipio gobierno prefeitura camara comune municip* gemeente overheid 市役所 役所 自治体 町`,
  children: `
    kids children kinder enfants hijos ninos filhos criancas figli bambini kinderen 子供 子ども`,
  farm: `
    farm field harvest hof feld ernte ferme champ campo cosecha finca fazenda sitio azienda_agricola
    boerderij akker 農 畑`,
  reason: `
    because since weil da denn parce car puisque porque ya_que pues pois ja_que perche poiche siccome omdat
    want ので ため から`,
  so: `
    so therefore deshalb daher also donc alors asi_que entonces por_eso entao por_isso portanto quindi
    percio dus daarom したがって なので`,
  thankedFor: `
    thanks_for thank_you_for danke_fur dank_fur merci_pour merci_de gracias_por obrigado_por obrigada_por
    obrigado_pela obrigada_pela obrigado_pelo grazie_per grazie_del grazie_della bedankt_voor dank_voor
    ありがとうございます`,
  hello: `
    hi hello dear hey hallo guten liebe lieber sehr_geehrte* bonjour salut cher chere hola estimad* buenos
    buenas ola oi prezad* car* bom_dia boa_tarde buongiorno salve ciao gentile egregi* beste geachte hoi
    お世話になって 拝啓 こんにちは`,
  questionMark: `
    ? ?? ??? ???? ですか ますか でしょうか ませんか`,
  exclamation: `
    ! !! !!!`,
};
