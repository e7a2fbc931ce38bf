/** Numbers that were stored as base64, little-endian as on every machine that has a browser. */
export function storedNumbers(text: string): Float64Array {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return new Float64Array(bytes.buffer);
}
