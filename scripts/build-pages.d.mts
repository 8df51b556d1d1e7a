export interface ListedExtension {
  uid: string;
  name: string;
  location: string;
  bundle: string;
}
export function listExtensions(appFolder: string): Promise<ListedExtension[]>;
export function buildPages(options?: { outDir?: string }): Promise<string>;
