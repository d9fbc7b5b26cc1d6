/** The outputs of a command, and the place in which it runs. */
export interface Console {
  readonly out: (line: string) => void
  readonly err: (line: string) => void
  /** Whether a person looks at a terminal; only then there are colours. */
  readonly isTerminal: boolean
  readonly env: Readonly<Record<string, string | undefined>>
  /** The folder that paths are relative to. */
  readonly folder: string
  /** The path of the program that runs, which runs again for --jobs. */
  readonly program: string
  /** Ends a command that would go on for ever. */
  readonly stop?: AbortSignal
}

/** The exit codes: all is well; an expectation was not met; the command was called wrongly, or given bad input. */
export const exitCodes = { fine: 0, unmet: 1, misuse: 2 } as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

type Paint = (text: string) => string

export interface Paints {
  readonly good: Paint
  readonly bad: Paint
  readonly quiet: Paint
  readonly strong: Paint
}

/** Characters that move a cursor, colour a terminal or turn its writing round stand as text, such as `\\u001b`. */
export const visible = (text: string): string =>
  text.replace(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu, (letter) =>
    letter === '\n' ? letter : `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

/** The same, for a text of which one line is printed. */
export const visibleLine = (text: string): string => text.split('\n').map(visible).join('\\n')

const csi = '\u001b['

const paint =
  (code: number): Paint =>
  (text) =>
    `${csi}${code}m${visible(text)}${csi}0m`

const plain: Paint = visible

/** Colours on a terminal, unless NO_COLOR says otherwise; else none. */
export function paintsFor({ isTerminal, env }: Pick<Console, 'isTerminal' | 'env'>): Paints {
  const isWanted = isTerminal && (env['NO_COLOR'] ?? '') === ''
  if (!isWanted) return { good: plain, bad: plain, quiet: plain, strong: plain }
  return { good: paint(32), bad: paint(31), quiet: paint(2), strong: paint(1) }
}
