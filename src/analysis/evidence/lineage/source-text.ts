/** The text of a document, with what is known about it. */
export interface SourceText {
  /** Name of the file without its ending; unique in a folder. */
  readonly id: string;
  readonly text: string;
  readonly title?: string;
  readonly publisher?: string;
  /** Day of publication, ISO. */
  readonly date?: string;
}
