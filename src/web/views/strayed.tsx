import { word } from "../words.ts";

/** That an address names what is not there, and so something else is shown. */
export function Strayed({ part }: { readonly part: string | undefined }) {
  if (part === undefined) return undefined;
  return (
    <p class="notice" role="status">
      {word("address_strayed", { part })}
    </p>
  );
}
