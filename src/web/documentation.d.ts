/** A page of the documentation as `tools/documentation.ts` gives it when the site is built. */
declare module "*.md?page" {
  export const html: string;
  export const headings: readonly { readonly level: number; readonly id: string; readonly title: string }[];
}
