/** What offices send each other. Everything else may do something when it is opened: programs, scripts, web pages, shortcuts. */
const types: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xls: 'application/vnd.ms-excel',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ppt: 'application/vnd.ms-powerpoint',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  odt: 'application/vnd.oasis.opendocument.text',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  odp: 'application/vnd.oasis.opendocument.presentation',
  rtf: 'application/rtf',
  pages: 'application/vnd.apple.pages',
  numbers: 'application/vnd.apple.numbers',
  key: 'application/vnd.apple.keynote',
  txt: 'text/plain',
  csv: 'text/csv',
  ics: 'text/calendar',
  vcf: 'text/vcard',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  heic: 'image/heic',
  tif: 'image/tiff',
  tiff: 'image/tiff',
};

/** Programs of Windows, Linux and macOS, scripts, and web pages, whatever their name says. */
const programs = /^(MZ|\x7fELF|\xca\xfe\xba\xbe|\xcf\xfa\xed\xfe|#!|\s*<(!doctype|html|script|svg|\?xml))/i;

const endingOf = (name: string): string => /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';

/** May a file be sent on to a person? By the end of its name, which decides what opens it, and by how it begins. */
export const isSafe = (name: string, content: Buffer): boolean =>
  Object.hasOwn(types, endingOf(name)) && !programs.test(content.subarray(0, 200).toString('latin1'));

/** The type that a safe file is sent as, whatever its sender called it. */
export const typeOf = (name: string): string => types[endingOf(name)] ?? 'application/octet-stream';
