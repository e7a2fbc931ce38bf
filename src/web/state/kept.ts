/** Texts that the browser keeps for the reader. Where it refuses, as with cookies blocked or no room left, nothing is kept and the page goes on. */

export function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function keep(key: string, text: string): void {
  try {
    localStorage.setItem(key, text);
  } catch {}
}
