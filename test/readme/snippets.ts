/** A fenced block of a page. */
export interface Snippet {
  readonly language: string
  readonly text: string
}

/**
 * The fenced blocks of a page of Markdown, in order.
 *
 * @example snippetsIn(page).filter(({ language }) => language === 'ts')
 */
export const snippetsIn = (page: string): readonly Snippet[] =>
  [...page.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language = '', text = '']) => ({ language, text }))
