import type { CredentialOptions, Simulator } from 'fake-opentok/simulator'

type Role = NonNullable<CredentialOptions['role']>

const roles: readonly Role[] = ['publisher', 'moderator', 'subscriber']

/** The role of a word from a form; a word that is none means a participant. */
export const roleOf = (word: string | undefined): Role => roles.find((role) => role === word) ?? 'publisher'

/** Who is in the meeting when the page is opened. */
export function peopleCome(simulator: Simulator): void {
  const room = simulator.room()
  for (const [name, role] of [
    ['Alice', 'moderator'],
    ['Bob', 'publisher'],
    ['Carol', 'publisher'],
  ] as const) {
    room.join({ name, role, data: name }).publish({ name })
  }
}
