import { getAllCountries } from 'countries-and-timezones';
import { fold } from '../../replies/dates/words.ts';
import { languages } from '../../ground/languages.ts';

/** One city in the languages of Baton, folded; Japanese as written. */
const cities = [
  'munich|munchen|monaco di baviera|munique|muenchen|ミュンヘン',
  'cologne|koln|colonia|keulen|ケルン',
  'vienna|wien|vienne|viena|wenen|ウィーン',
  'zurich|zurigo|zurique|チューリッヒ|チューリヒ',
  'geneva|genf|geneve|ginebra|genebra|ginevra|ジュネーブ',
  'basel|bale|basilea|basileia|bazel|バーゼル',
  'berne|bern|berna|ベルン',
  'berlin|berlino|berlim|ベルリン',
  'hamburg|hambourg|hamburgo|amburgo|ハンブルク',
  'frankfurt|francfort|francoforte|frankfurt am main|フランクフルト',
  'nuremberg|nurnberg|norimberga|neurenberg|nuremberga|ニュルンベルク',
  'hanover|hannover|hanovre|ハノーファー',
  'stuttgart|stoccarda|estugarda|シュトゥットガルト',
  'freiburg|fribourg-en-brisgau|friburgo|freiburg im breisgau|friburgo in brisgovia',
  'leipzig|lipsia|ライプツィヒ',
  'dresden|dresde|dresda|ドレスデン',
  'dusseldorf|デュッセルドルフ',
  'mainz|mayence|maguncia|magonza',
  'regensburg|ratisbonne|ratisbona',
  'bremen|breme|brema|ブレーメン',
  'aachen|aix-la-chapelle|aquisgran|aquisgrana|aken',
  'paris|paris|parigi|parijs|パリ',
  'lyon|lione|lyons|リヨン',
  'marseille|marsella|marsiglia|marselha|マルセイユ',
  'strasbourg|straßburg|strassburg|estrasburgo|strasburgo|straatsburg',
  'nice|nizza|niza',
  'lille|rijsel|lila',
  'bordeaux|burdeos|bordeus|ボルドー',
  'london|londres|londra|londen|ロンドン',
  'edinburgh|edimbourg|edimburgo|エディンバラ',
  'dublin|dublino|dublim|ダブリン',
  'rome|rom|roma|ローマ',
  'milan|mailand|milano|milao|milaan|ミラノ',
  'turin|torino|turim|turijn|トリノ',
  'venice|venedig|venise|venecia|venezia|veneza|venetie|ヴェネツィア',
  'florence|florenz|florencia|firenze|florenca|フィレンツェ',
  'naples|neapel|napoles|napoli|napels|ナポリ',
  'genoa|genua|genes|genova',
  'bologna|bologne|bolonia|bolonha',
  'padua|padova|padoue',
  'verona|verone',
  'madrid|マドリード',
  'barcelona|barcelone|barcellona|バルセロナ',
  'seville|sevilla|siviglia|sevilha',
  'valencia|valence|valenza',
  'zaragoza|saragossa|saragosse|saragozza',
  'lisbon|lissabon|lisbonne|lisboa|lisbona|リスボン',
  'porto|oporto',
  'brussels|brussel|bruxelles|bruselas|bruxelas|ブリュッセル',
  'antwerp|antwerpen|anvers|amberes|anversa|antuerpia|アントワープ',
  'ghent|gent|gand|gante',
  'bruges|brugge|brujas|brugges',
  'liege|luttich|luik|lieja',
  'leuven|louvain|lowen',
  "the hague|den haag|la haye|la haya|haia|l'aia|ハーグ",
  'amsterdam|アムステルダム',
  'rotterdam|ロッテルダム',
  'copenhagen|kopenhagen|copenhague|copenaghen|kobenhavn|コペンハーゲン',
  'stockholm|estocolmo|stoccolma|ストックホルム',
  'prague|prag|praga|praag|プラハ',
  'warsaw|warschau|varsovie|varsovia|varsavia|warszawa|ワルシャワ',
  'krakow|cracow|krakau|cracovie|cracovia',
  'budapest|budapeste|boedapest|ブダペスト',
  'bucharest|bukarest|bucarest|bucareste',
  'athens|athen|athenes|atenas|atene|athene|アテネ',
  'luxembourg|luxemburg|luxemburgo|lussemburgo|ルクセンブルク',
  'moscow|moskau|moscou|moscu|mosca|moskou|モスクワ',
  'new york|nueva york|nova york|nova iorque|ニューヨーク',
  'tokyo|tokio|toquio|東京',
  'osaka|大阪',
  'kyoto|kioto|京都',
  'yokohama|横浜',
  'nagoya|名古屋',
  'kobe|神戸',
  'fukuoka|福岡',
  'sapporo|札幌',
  'kanagawa|神奈川',
  'hiroshima|広島',
  'sendai|仙台',
  'chiba|千葉',
  'saitama|埼玉',
  'hokkaido|北海道',
  'okinawa|沖縄',
  'aichi|愛知',
  'shizuoka|静岡',
  'beijing|peking|pekin|pequim|pechino|北京',
  'shanghai|schanghai|xangai|sciangai|上海',
  'singapore|singapur|singapour|singapura|シンガポール',
  'hong kong|hongkong|香港',
  'seoul|seul|ソウル',
  'mexico city|mexiko-stadt|mexico|ciudad de mexico|cidade do mexico|citta del messico',
  'bavaria|bayern|baviere|baviera|beieren',
  'saxony|sachsen|saxe|sajonia|sassonia|saksen',
  'lower saxony|niedersachsen',
  'north rhine-westphalia|nordrhein-westfalen|nrw',
  'hesse|hessen',
  'rhineland|rheinland|rhenanie',
  'black forest|schwarzwald',
  'ruhr|ruhrgebiet|ruhr area',
  'flanders|flandern|flandre|flandes|fiandre|vlaanderen',
  'wallonia|wallonie|wallonien',
  'tuscany|toskana|toscane|toscana',
  'lombardy|lombardei|lombardie|lombardia',
  'sicily|sizilien|sicile|sicilia',
  'catalonia|katalonien|catalogne|cataluna|catalunya',
  'andalusia|andalusien|andalousie|andalucia',
  'brittany|bretagne|bretana',
  'burgundy|burgund|bourgogne|borgona|borgogna',
  'normandy|normandie|normandia',
  'alsace|elsass|alsacia|alsazia',
  'europe|europa|ヨーロッパ|欧州',
  'scandinavia|skandinavien|scandinavie|escandinavia',
  'latin america|lateinamerika|amerique latine|latinoamerica|america latina',
  'uk|united kingdom|great britain|britain|england|großbritannien|grossbritannien|england|royaume-uni|reino unido|regno unito|gran bretagna|verenigd koninkrijk|vereinigtes konigreich|groot-brittannie|grande-bretagne|英国|イギリス',
  'usa|us|united states|vereinigte staaten|etats-unis|estados unidos|stati uniti|verenigde staten|アメリカ|米国|america|amerika',
  'netherlands|holland|niederlande|niederlanden|pays-bas|paises bajos|paises baixos|holanda|paesi bassi|olanda|nederland|オランダ',
];

let index: ReadonlyMap<string, string> | null = null;

/** Countries by `Intl.DisplayNames`, and cities: folded name in any language to one name for all. */
function placesByName(): ReadonlyMap<string, string> {
  if (index) return index;
  const made = new Map<string, string>();
  const regions = Object.keys(getAllCountries());
  for (const language of languages) {
    const named = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
    for (const region of regions) {
      const name = named.of(region);
      if (name && !made.has(fold(name))) made.set(fold(name), region);
    }
  }
  for (const city of cities) {
    const names = city.split('|');
    for (const name of names) made.set(name, names[0] ?? name);
  }
  index = made;
  return made;
}

/** The same for "Munich", "München" and "Monaco di Baviera"; null: no place that is known. */
export const placeOf = (name: string): string | null => placesByName().get(fold(name).trim()) ?? null;

/** Japanese places: what ends with the sign of a prefecture, a city, a ward or a town. */
export const japanesePlace =
  /(?:北海道|東京都?|大阪府?|京都府?|青森|岩手|宮城|秋田|山形|福島|茨城|栃木|群馬|埼玉|千葉|神奈川|新潟|富山|石川|福井|山梨|長野|岐阜|静岡|愛知|三重|滋賀|兵庫|奈良|和歌山|鳥取|島根|岡山|広島|山口|徳島|香川|愛媛|高知|福岡|佐賀|長崎|熊本|大分|宮崎|鹿児島|沖縄|札幌|仙台|横浜|川崎|名古屋|神戸|北九州|さいたま|相模原|浜松|堺|金沢|渋谷|新宿|品川|丸の内|六本木|銀座|梅田|博多|関東|関西|九州|東北|四国|中国地方|北陸|東海|近畿)(?:都|道|府|県|市|区)?|\p{Script=Han}{1,4}(?:県|市(?!場|民|販|況)|区(?!分|別))/gu;
