/** The first email address in a text, lower-cased: whom a person names in their place. */
export const referredAddress = (text: string): string | null =>
  /[\w.+-]+@[\w-]+(\.[\w-]+)+/.exec(text)?.[0].toLowerCase() ?? null;
