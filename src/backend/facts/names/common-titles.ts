import { lean } from '../prose/lean.ts';

/** Written large without being a name of somebody: roles, departments, days, nationalities, abbreviations of trades; folded. */
export const commonlyLarge: ReadonlySet<string> = new Set(
  [
    // Roles and departments.
    'head director manager chief officer vice president executive lead leader coordinator specialist consultant engineer analyst partner founder co-founder owner chair chairman secretary assistant representative advisor adviser associate senior junior principal sales marketing operations finance human resources customer success support product engineering procurement purchasing logistics supply chain quality production maintenance it hr legal compliance security data technology digital business development account accounts research innovation communications board managing general regional global deputy group team department facilities fleet plant warehouse retail service services',
    'directeur directrice responsable chef chefs president presidente gerant gerante commercial commerciale achats qualite informatique logistique operations ressources humaines',
    'director directora gerente jefe jefa responsable presidente ventas compras calidad sistemas operaciones recursos humanos administracion',
    'diretor diretora gerente chefe presidente vendas compras qualidade operacoes recursos humanos gestor gestora coordenador coordenadora',
    'direttore direttrice responsabile presidente vendite acquisti qualita risorse umane amministratore amministratrice delegato titolare',
    'directeur hoofd manager inkoop verkoop kwaliteit eigenaar algemeen financieel',
    // Forms of address and titles.
    'mr mrs ms miss dr prof sir madam mme mlle monsieur madame messieurs mesdames senor senora senorita don dona sr sra srta sres senhor senhora doutor doutora dra eng signor signora signore dott dottor dottore dottoressa ing avv rag geom egr gent spett meneer mevrouw heer dhr mevr ir drs herr frau herrn m mm lei suo sua suoi sue voi vostro vostra vostri vostre usted ustedes vd ud vosotros u uw vous votre vos je i you your she',
    // Days and months are dates, nationalities and languages no names.
    'monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec christmas easter new year',
    'english german french spanish portuguese italian dutch japanese british american european swiss austrian belgian brazilian mexican indian chinese irish scottish welsh danish swedish norwegian finnish polish czech african asian latin mediterranean nordic baltic scandinavian',
    // Courtesy forms, greetings and holidays.
    'uber sig la le lo vi ve ne ci gli li l dr prof mag dipl gentile gentili gentilissimo gentilissima gentilissimi egregio egregi egregia spettabile buongiorno buonasera salve ciao hola bonjour bonsoir hallo guten moin servus gruezi ola bom boa prezado prezada caro cara estimado estimada beste geachte dag merci danke gracias grazie obrigado obrigada bedankt betreff objet asunto assunto oggetto onderwerp tel fax mobil handy lic mtro mtra exmo exma uff resp vs uds atte cdlt bjr slt pls thx god dios deus dio mein',
    'weihnachten ostern pfingsten silvester neujahr karneval fasching advent noel paques toussaint ascension pentecote navidad semana santa pascua reyes nochebuena natal pascoa carnaval natale pasqua ferragosto epifania befana kerst kerstmis pasen pinksteren hemelvaart koningsdag sinterklaas thanksgiving halloween easter diwali eid ramadan hanukkah summer spring autumn winter fall verao outono inverno primavera verano otono invierno estate autunno inverno eastern pacific central mountain greenwich',
    'finanzas direccion abastecimiento gerencia rectoria talento humano facultad atencion consejo consiglio comune regione ufficio amministrazione ordine ente istituto studio societa azienda municipio direction generale conseil ville ecole college autorite loi secretaire commune mairie maire camara administracao presidencia prefeitura financeiro suprimentos gabinete conselho departamento departement abteilung vertrieb einkauf geschaftsfuhrung gemeente raad bestuur afdeling inkoop verkoop directie ministerio ministerium ministere universidad universite universiteit universitat university school hospital bank chamber commerce parliament government ministry committee university',
    'mondays tuesdays wednesdays thursdays fridays saturdays sundays nederlands nederlandse duits duitse frans franse engels engelse spaans spaanse italiaans italiaanse belgisch belgische vlaams vlaamse zwitsers europees europese pools portugees japans chinees amerikaans brits english francais francaise allemand allemande anglais anglaise espagnol italien suisse belge europeen europeenne',
    // Things and trades of every mail.
    'id po gst ap ict agm wlan wifi wi-fi edv iban bic pec ue onu dx ec sns tel fax ic lan q1 q2 q3 q4 h1 h2 din poc gif pta pa op ag sme co2 co rgpd dsgvo gdpr h24 n° dpo cet cest utc gmt est pst 3d 2d 4g 5g s m l xl gw npo ng sku skus kpi bsc kg gu gg ss aa a4 a3 mb kb dm usb-c faq',
    're fw fwd aw wg rif ref ps pps n no nr subject cc bcc faq pdf url vat b2b b2c saas paas iaas crm erp hr it ai ki ia ml api apis roi kpi kpis okr sla nda rfp rfq rfi usp ceo cfo cto coo cmo cio ciso chro cpo cro vp svp evp md gf avp ops dev devops ux ui qa qm bi iot m2m sso mfa pos epos eu uk us usa uae gb vpn sms mms voip gps rfid nfc led usb html csv xml json sql edi cad cam cnc plc sps bim mes wms tms pim plm scm cms dms lms ats pms hms ehr emr pacs lis seo sea ppc smb sme sob kmu pme pyme pymes pmi mkb gmbh ag kg ohg mbh inc llc ltd plc corp sa sas sarl spa srl bv nv co cie lda ltda oy ab qr nps csat mql sql sdr bdr ae tco capex opex mwst tva iva btw ttc ht hvac pv ev evs bev ptw ok fyi asap eod eta tbd am pm uhr h kwh mwh kw mw gb tb m m2 dsi drh daf dg rh tic ti pc tv rse esg csr dach emea apac latam hq p o tp stp btp gtb gmao adv sav plv ddi dpo dsb',
    'internet web online email e-mail mail newsletter webinar whitepaper website homepage app apps software hardware cloud',
    'best kind regards hi hello dear thanks thank',
  ]
    .join(' ')
    .split(/\s+/),
);

/** Behind these, in German, stands a name even if it is a word too: "Frau Koch", "Firma Sommer". */
export const leadsToName = lean(
  /(?:^|[^\p{L}])(?:herrn?|frau|firma|familie|kollegin|kollege|kollegen|dr\.|prof\.|mr\.?|mrs\.?|ms\.?|miss|sir|m\.|mme|mlle|monsieur|madame|sr\.?|sra\.?|srta\.?|senora?|don|dona|dra?\.|sig\.?(?:ra|na)?|signora?|dott\.?(?:ssa)?|dottoressa|dottor|ing\.|avv\.|dhr\.?|mevr\.?|meneer|mevrouw|de heer|senhora?|autohaus|hotel|weingut|brauerei|backerei|spedition|reederei|druckerei|kanzlei|klinik|klinikum|universitat|hochschule|verlag|stadtwerke|molkerei|gartnerei|mobelhaus|kaufhaus|baumarkt|steuerburo|planungsburo|ingenieurburo|gasthof|weingut|apotheke|metzgerei|tischlerei|schreinerei|zahnarztpraxis|gruppe|konzern)\s+$/u,
);
