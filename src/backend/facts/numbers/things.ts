import { lean } from '../prose/lean.ts';

/** What is counted in business mails, in all languages, folded: beginnings of words, with | between; Japanese counters last. */
const things: Readonly<Record<string, string>> = {
  people:
    'employee|staff|people|person|colleague|worker|fte|headcount|mitarbeit|beschaftigt|angestellt|kolleg|leute|personen|kopf|salarie|employe|collaborateur|personne|effectif|emplead|trabajador|persona|colaborador|funcionari|pessoa|trabalhador|dipendent|addett|persone|collaborator|medewerk|werknemer|mensen|personeel|collega|名|人|従業員|社員',
  customers: 'customer|client|kunde|kundin|klant|cliente|cliënt|顧客|お客様|社(?!員)|account',
  companies:
    'compan|business|firm|unternehmen|betrieb|entreprise|societe|empresa|compania|companhia|aziend|impres|bedrijf|bedrijven|onderneming|organis|organiz|organizac|organizz|企業',
  users:
    'user|anwender|nutzer|benutzer|utilisateur|usuari|utilizador|utent|gebruiker|lizenz|licen[sc]|licencia|licenza|licentie|seat|ユーザー|ライセンス|アカウント',
  sites:
    'site|location|branch|filiale|standort|niederlassung|agence|etablissement|emplacement|sede|sucursal|filial|unidade|unita|ubicacion|local(?:es)?$|locatie|vestiging|store|shop|geschaft|laden|filialen|magasin|boutique|point de vente|points de vente|tienda|loja|negozi|punti vendita|winkel|filiaal|filialen|practice|praxis|praxen|praktijk|outlet|restaurant|ristorant|restaurante|hotel|office|buro|bureau|oficina|escritorio|uffici|kantoor|kantoren|clinic|klinik|clinique|clinica|ziekenhui|hospital|krankenhaus|hopital|hopitaux|ospedal|kiosk|gym|academia|studio|店舗|拠点|カ所|箇所|か所|ヶ所|支店|院',
  plants:
    'plant|factor|werke|werk$|usine|fabrik|planta|fabrica|stabiliment|fabriek|impiant|mill|brewer|brauerei|工場',
  warehouses:
    'warehouse|lager|entrepot|almacen|armaze|deposito|magazzin|magazijn|distribution cent|depot|倉庫',
  machines:
    'machine|maschine|maquina|macchin|machinery|lines?$|linie|ligne|linea|linha|lijn|lijnen|presse|anlage|robot|roboter|機|ライン',
  vehicles:
    'vehicle|truck|lorr|vans?$|cars?$|fahrzeug|lkw|auto$|autos$|wagen|vehicule|camion|voiture|vehicul|carro|coche|caminh|veicol|furgon|voertuig|vrachtwagen|bus|busse|buses|bussen|trailer|forklift|stapler|carretilla|台|車両',
  countries:
    'countr|land$|lander|laender|pays|paises|paes[ei]|landen|カ国|か国|ヶ国|market|markt|markte|marche|mercado|mercat|markten',
  products:
    'product|produkt|produit|producto|produto|prodott|artikel|article|articulo|artigo|articol|sku|item|商品|製品|品目|点',
  orders:
    'order|bestellung|auftrag|auftrage|commande|pedido|ordin[ei]|encomenda|bestelling|opdracht|注文|受注',
  tickets:
    'ticket|request|anfrage|demande|solicitud|solicitac|richiest|aanvra|inquir|enquir|case$|cases$|complaint|beschwerde|reklamation|plainte|reclamation|queja|reclamo|reclam|klacht|問い合わせ',
  calls: 'phone call|calls$|call$|anruf|appel|llamad|ligac|chiamat|telefoontje|oproep|電話|着信',
  documents:
    'document|dokument|invoice|rechnung|facture|documento|factura|fatura|fattur|factuur|facturen|contract|vertrag|contrat|contratto|file|datei|akte|fichier|archivo|arquivo|bestand|page|seite|pagina|report|bericht|rapport|form|certificat|書類|請求書|ページ|枚|通',
  desks:
    'desk|workplace|workstation|arbeitsplatz|arbeitsplatze|schreibtisch|poste|puesto|postazion|werkplek|席|chair|stuhl|silla|cadeira|sedia|stoel',
  rooms:
    'room|zimmer|chambre|habitacion|quarto|camer[ae]|kamer|bett|bed$|beds$|lit$|lits$|cama|lett[oi]|bedden|室|床|flat|apartment|wohnung|logement|appartement|vivienda|apartament|woning|戸',
  students:
    'participa|teilnehm|partecipa|deelnem|convive|invitad|convidad|invitat|student|schuler|studier|pupil|eleve|etudiant|alumn|alun|estudant|studenti|leerling|patient|pazient|pacient|gast|gaste|guest|hote$|huesped|hospede|ospit|gasten|member|mitglied|membre|miembro|membro|soci[oa]?$|lid$|leden|生徒|学生|患者|会員',
  doctors:
    'doctor|arzt|arzte|medecin|medico|medic[io]|arts$|artsen|dentist|zahnarzt|nurse|pfleg|infirm|enfermer|infermier|verpleeg|lawyer|anwalt|anwalte|anwaltin|avocat|abogad|advogad|avvocat|advocat|engineer|ingenieur|ingenier|engenheir|ingegner|developer|entwickler|developpeur|desarrollador|desenvolvedor|sviluppator|ontwikkelaar|driver|fahrer|chauffeur|conductor|motorist|autist|disponent|dispatcher|technik|technicien|tecnic|monteur|seller|vendedor|vendeur|verkaufer|venditor|verkoper|operator|医師|看護',
  weight:
    'tonne|tons?$|tonnen|tonel|tonnellat|kg|kilo(?!m)|quilo(?!m)|gram|quintal|ton$|トン|キロ(?!メートル)',
  length:
    'met(?:er|re)s?$|metros?$|metr[oi]$|km|kilomet|kilometro|cm|mm|inch|zoll|feet|foot|ft$|mile|メートル',
  area: 'hectare|hektar|hectarea|ettar|square|quadrat|m2|m²|qm|metres carres|metros cuadrados|metri quadr|acre|平米|坪',
  volume:
    'lit(?:er|re)s?$|litro|litr[oi]|hectolit|hl|m3|m³|gallon|bottle|flasche|bouteille|botell|garraf|bottigli|flessen|fles$|本',
  energy: 'kwh|mwh|gwh|kw|mw|watt|kilowatt|megawatt',
  data: 'gb|tb|mb|gigabyte|terabyte|byte|record|datensatz|datensatze|registro|enregistrement',
  projects:
    'project|projekt|projet|proyecto|projeto|progett|projecten|案件|プロジェクト|campaign|kampagne|campagne|campana|campanha|campagn',
  integrations:
    'integration|schnittstelle|integracion|integrac|integrazion|koppeling|connector|konnektor|connecteur|api$|apis$',
  languages: 'language|sprache|langue|idioma|lingu|lingua|taal|talen|言語|カ国語|か国語',
  deliveries:
    'deliver|lieferung|sendung|livraison|envio|entrega|consegn|spedizion|levering|zending|shipment|parcel|paket|package|colis|paquete|pacote|pacc|pakket|配送|便',
  meals: 'meal|mahlzeit|essen|repas|comida|refeic|past[oi]$|maaltijd|食',
  animals:
    'cow|kuh|kuhe|vache|vaca|mucch|koe$|koeien|pig|schwein|porc|cerd|porco|maial|varken|animal|tier$|tiere|dier$|dieren|頭',
  forms: 'wheel|laib|forma$|forme$|unit$|units$|stuck|piece|unidad|pezz|stuk$|stuks$|個',
  sensors:
    'sensor|device|gerat|gerate|appareil|dispositiv|apparecchi|apparaat|apparaten|meter$|meters$|zahler|compteur|contador|contator|camera|kamera|センサー|screen|bildschirm|terminal|tablet|laptop|server',
  suppliers:
    'supplier|lieferant|fournisseur|proveedor|fornecedor|fornitor|leverancier|vendor|partner|partenaire|socio|parceir|handler|dealer|distribut|仕入先',
  departments:
    'department|abteilung|departement|service$|departament|repart|afdeling|team|equipe|equipo|squadr|部署|チーム',
  cases: '件',
  seasons:
    'season|winter|summer|sommer|saison|hiver|ete$|etes$|temporada|invierno|verano|inverno|verao|stagion|inverni|estat[ei]|seizoen|zomer',
  processes: 'step|schritt|etape|paso|passo|passagg|stap|stappen',
};
const patterns = Object.entries(things).map(([thing, words]) => [thing, lean(`^(?:${words})`, 'u')] as const);

/** What a folded word counts; null: none that is known. */
export function thingOf(word: string): string | null {
  for (const [thing, pattern] of patterns) if (pattern.test(word)) return thing;
  return null;
}
