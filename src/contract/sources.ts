/**
 * Where a statement about the real SDK comes from:
 * - `guide:<method>#<code, name or event>`: a row of the exception-handling guide (`fixtures/facts/guide-errors.json`);
 * - `reference:<method>#<code or name>`: a row of the API reference (`fixtures/facts/reference-errors.json`);
 * - `observed:<case>`: a recording (`fixtures/observed`);
 * - `notes:<note>`: one of {@link notes}.
 */
export type SourceId = `guide:${string}` | `reference:${string}` | `observed:${string}` | `notes:${NoteId}`

/** Sources that are no file of this repository. */
export const notes = {
  'recorded-elsewhere': 'Recorded, in a case that is not among those in fixtures/observed.',
  'dom-exception-code': 'Follows from a rule that was recorded: the error has the code of the DOMException behind it.',
} as const

export type NoteId = keyof typeof notes
