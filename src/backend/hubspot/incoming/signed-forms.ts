/**
 * The forms in which HubSpot may have signed an address that was received so. All of them mean the same: no form decodes
 * what divides a query (`& = + # %`), or moves the end of the path, or lets a body begin within the address (`{ [`).
 *
 * HubSpot signs addresses with twelve escapes decoded; requests of its proxy have been seen signed as they are sent. And
 * what stands in an address as it is, when HubSpot signs it, is escaped by whoever sends it: letters of other scripts
 * in a user's email address, quotation marks, spaces.
 * @param publicUrl what stands before `url`
 * @param url path and query as received
 */
export function signedForms(publicUrl: string, url: string): string[] {
  const received = publicUrl + url;
  // As all webhooks come.
  if (!received.includes('%')) return [received];
  const documented = decodeDocumented(publicUrl, url);
  const forms = [received, documented, decodeForeign(received), decodeForeign(documented)];
  // The only character that whoever writes a query leaves and whoever sends it escapes: o'neil@b%C3%BCcher.example.
  return [...new Set([...forms, received.replaceAll('%27', "'")])];
}

/** The only escapes HubSpot decodes before signing; `%20 %26 %3D %25` and all others stay. */
const documentedEscapes: Readonly<Record<string, string>> = {
  '%3A': ':',
  '%2F': '/',
  '%3F': '?',
  '%40': '@',
  '%21': '!',
  '%24': '$',
  '%27': "'",
  '%28': '(',
  '%29': ')',
  '%2A': '*',
  '%2C': ',',
  '%3B': ';',
};

/** In the path, these two would say where it ends. */
const dividesPath = /%(?:2F|3F)/i;

function decodeDocumented(publicUrl: string, url: string): string {
  const [path = '', ...query] = url.split('?');
  const decode = (text: string): string =>
    text.replace(/%[0-9a-f]{2}/gi, (escape) => documentedEscapes[escape.toUpperCase()] ?? escape);
  const decodedPath = path.replace(/%[0-9a-f]{2}/gi, (escape) =>
    dividesPath.test(escape) ? escape : decode(escape),
  );
  return decode(publicUrl) + [decodedPath, ...query.map(decode)].join('?');
}

/** What HTTP clients escape by themselves: letters beyond ASCII in UTF-8, the space, and quotation marks and the like. */
const decodeForeign = (uri: string): string =>
  uri.replace(/(?:%[89a-f][0-9a-f])+|%(?:20|22|27|3C|3E|5C|5E|60|7C|7D)/gi, (escapes) => {
    try {
      return decodeURIComponent(escapes);
    } catch {
      return escapes;
    }
  });
