/** Any word. */
export const any = '*'

/** The conditions of an action on a subject, and its consequences for the subject. Subjects are sets of words, such as the people who are `here`. */
export interface Change {
  readonly subject: string
  /** A word that has to be so, and what is said where it is not. */
  readonly wants?: string
  /** A word that must not be so, and what is said where it is. */
  readonly refuses?: string
  readonly message?: string
  readonly adds?: readonly string[]
  /** Words that are so no longer; `*`: none is. */
  readonly removes?: string
  /** From then on nobody can know. */
  readonly blurs?: true
}

/** The facts of a scenario from which the consequences of its actions are told. */
export interface Story {
  /** The streams that each remote person publishes at some time. */
  readonly published: ReadonlyMap<string, readonly string[]>
  /** Whether the application itself may send people away. */
  readonly isModerator: boolean
  /** Whether anything in the scenario may mute the streams of others. */
  readonly mutes: boolean
}

// The subjects that more than one noun, or the circumstances, speak of.
export const person = (name: string): string => `person ${name}`
export const streamsOf = (name: string): string => `streams of ${name}`
export const network = 'network'

/** Streams that somebody publishes under these names, as long as nobody else does. */
export function streamsHaveToBe(names: readonly string[], { published }: Story): readonly Change[] {
  return names.flatMap((name) => {
    const owners = [...published].filter(([, streams]) => streams.includes(name)).map(([owner]) => owner)
    const [owner] = owners
    if (name === 'own' || owner === undefined || owners.length > 1) return []
    const message = `Nobody publishes a stream "${name}" at that time. Let ${owner} publish it before, or unpublish it later.`
    return [{ subject: streamsOf(owner), wants: name, message }]
  })
}

/** The same, for a change that may name one stream at the key `stream`. */
export const streamHasToBe = ({ stream }: { readonly stream?: string }, story: Story): readonly Change[] =>
  stream === undefined ? [] : streamsHaveToBe([stream], story)
