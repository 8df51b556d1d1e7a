/** States by the letters that people write (ISO 3166-2), for the countries with several clocks where they do. */
const abbreviations: Readonly<Record<string, string>> = {
  US: 'AL alabama AK alaska AZ arizona AR arkansas CA california CO colorado CT connecticut DE delaware DC district_of_columbia FL florida GA georgia HI hawaii ID idaho IL illinois IN indiana IA iowa KS kansas KY kentucky LA louisiana ME maine MD maryland MA massachusetts MI michigan MN minnesota MS mississippi MO missouri MT montana NE nebraska NV nevada NH new_hampshire NJ new_jersey NM new_mexico NY new_york NC north_carolina ND north_dakota OH ohio OK oklahoma OR oregon PA pennsylvania RI rhode_island SC south_carolina SD south_dakota TN tennessee TX texas UT utah VT vermont VA virginia WA washington WV west_virginia WI wisconsin WY wyoming',
  CA: 'AB alberta BC british_columbia MB manitoba NB new_brunswick NL newfoundland_and_labrador NF newfoundland_and_labrador NS nova_scotia NT northwest_territories NU nunavut ON ontario PE prince_edward_island QC quebec PQ quebec SK saskatchewan YT yukon',
  AU: 'NSW new_south_wales VIC victoria QLD queensland WA western_australia SA south_australia TAS tasmania ACT australian_capital_territory NT northern_territory',
  BR: 'AC acre AL alagoas AP amapa AM amazonas BA bahia CE ceara DF distrito_federal ES espirito_santo GO goias MA maranhao MT mato_grosso MS mato_grosso_do_sul MG minas_gerais PA para PB paraiba PR parana PE pernambuco PI piaui RJ rio_de_janeiro RN rio_grande_do_norte RS rio_grande_do_sul RO rondonia RR roraima SC santa_catarina SP sao_paulo SE sergipe TO tocantins',
  MX: 'BC baja_california BCN baja_california BCS baja_california_sur SON sonora SIN sinaloa CHIH chihuahua QROO quintana_roo QR quintana_roo NAY nayarit CDMX distrito_federal DF distrito_federal',
};

/** The folded name of a state that is written by its letters: "NY", "US-NY", "sp"; null: it is none. */
export function stateOfAbbreviation(country: string, state: string): string | null {
  const letters = state
    .trim()
    .toUpperCase()
    .replace(/^[A-Z]{2}-/, '')
    .replaceAll('.', '');
  const words = (abbreviations[country] ?? '').split(' ');
  const at = words.findIndex((word, index) => index % 2 === 0 && word === letters);
  return at < 0 ? null : (words[at + 1] ?? '').replaceAll('_', ' ');
}
