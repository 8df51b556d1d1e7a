/** What stands in name fields without being a name. */
const noName =
  /^(n\/?a|none|null|unknown|test\w*|info|sales|admin|office|contact|team|mr|mrs|ms|dr|herr|frau|customer|user|\W*)\.?$/i;

/** A first name fit for a greeting: "ANN" and "ann" become "Ann"; what is no name becomes null. */
export function greetingName(name: string | null): string | null {
  const trimmed = (name ?? '').trim().replace(/\s+/g, ' ');
  if (
    trimmed === '' ||
    trimmed.length > 40 ||
    noName.test(trimmed) ||
    /[\d@<>{}/\\|=_"]|https?:/i.test(trimmed)
  )
    return null;
  const oneCase = trimmed === trimmed.toUpperCase() || trimmed === trimmed.toLowerCase();
  return oneCase && trimmed.length > 2
    ? trimmed.toLowerCase().replace(/(^|[\s-])\p{L}/gu, (start) => start.toUpperCase())
    : trimmed;
}

/** A company as people say it: without the legal form. */
export function spokenCompany(company: string | null): string | null {
  const trimmed = (company ?? '').trim().replace(/\s+/g, ' ');
  const spoken = trimmed
    .replace(
      /,?\s+(gmbh( & co\.? kg)?|ag|kg|se|inc\.?|ltd\.?|limited|llc|plc|corp\.?|corporation|s\.?a\.?r?\.?l?\.?|s\.?p\.?a\.?|b\.?v\.?|oy|ab)$/i,
      '',
    )
    .trim();
  return spoken === '' || noName.test(spoken) || /[<>{}]/.test(spoken) ? null : spoken;
}
