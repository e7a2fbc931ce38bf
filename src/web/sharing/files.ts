/** Gives the reader a file. */
export function save(name: string, content: string | Uint8Array<ArrayBuffer> | Blob, type: string): void {
  const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // browsers read the address after the click has been handled
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
