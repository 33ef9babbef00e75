/** Token and name of the curator: in this tab alone, and never in a cookie or an address. */
const TOKEN = "qkg-write-token";
const NAME = "qkg-curator";

export const token = (): string => sessionStorage.getItem(TOKEN) ?? "";
export const curator = (): string => sessionStorage.getItem(NAME) ?? "";

export function enter(given: string, name: string): void {
  sessionStorage.setItem(TOKEN, given);
  sessionStorage.setItem(NAME, name);
}

export function leave(): void {
  sessionStorage.removeItem(TOKEN);
}
