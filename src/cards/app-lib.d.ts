/**
 * The bundles that the build writes into src/app/<folder>/lib, typed by their sources here, so that the entries of
 * src/app are checked whether or not the bundles have been built.
 */
declare module '*/lib/contact-card.js' {
  export const ContactCard: typeof import('./contact/contact-card.tsx').ContactCard;
}
declare module '*/lib/settings-page.js' {
  export const SettingsPage: typeof import('./settings/settings-page.tsx').SettingsPage;
}
declare module '*/lib/app-pages.js' {
  export const AppPages: typeof import('./pages/app-pages.tsx').AppPages;
}
