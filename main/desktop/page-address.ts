export const SCHEME = 'kneescope';
/** The one page of the app. */
export const PAGE = `${SCHEME}://app/`;

/** Whether an address is our page, whatever screen of it. */
export function isOurPage(address: string): boolean {
  return address === PAGE || address.startsWith(`${PAGE}#`);
}
