const names = new Intl.DisplayNames('en', { type: 'language' });

/** `German` for `de`; empty for none. */
export const languageName = (code: string): string => (code === '' ? '' : (names.of(code) ?? code));
