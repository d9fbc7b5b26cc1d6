import type { CredentialOptions, Simulator } from 'fake-opentok/simulator'

type Role = NonNullable<CredentialOptions['role']>

const roles: readonly Role[] = ['publisher', 'moderator', 'subscriber']

/** The role of a word from a form; a word that is none means a participant. */
export const roleOf = (word: string | undefined): Role => roles.find((role) => role === word) ?? 'publisher'

/** Alice, Bob and Carol are in the meeting when the first tab is opened, however quickly its own person joins. */
export async function peopleCome(simulator: Simulator, ownName: () => string): Promise<void> {
  await simulator.settled().catch(() => {})
  const room = simulator.room()
  if (room.connections.some(({ data }) => data !== ownName())) return
  for (const [name, role] of [
    ['Alice', 'moderator'],
    ['Bob', 'publisher'],
    ['Carol', 'publisher'],
  ] as const) {
    room.join({ name, role, data: name }).publish({ name })
  }
}

const names = ['Robin', 'Kim', 'Sam', 'Noa', 'Jo', 'Max']

/** A name that nobody in the meeting has. */
export function freeName(simulator: Simulator): string {
  const taken = simulator.room().connections.map(({ data }) => data)
  return names.find((name) => !taken.includes(name)) ?? `Guest ${taken.length}`
}
