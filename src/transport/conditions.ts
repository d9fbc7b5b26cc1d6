/** How opening a messaging connection is taken: `hang` never opens, `throw` fails to construct. */
export type SocketMode = 'accept' | 'refuse' | 'refuseSlow' | 'hang' | 'throw' | { readonly closeAfterOpen: number }

/** The state of one client's network, which the test author changes. */
export interface Conditions {
  /** Whether the test author lets the network stand. */
  online: boolean
  /** Whether the page says that it has a network. */
  pageOnline: boolean
  /** Whether there is a way to the service, where it lives elsewhere. */
  reachable: boolean
  /** One-way latency of every message, in milliseconds: at least and at most. */
  latency: readonly [number, number]
  /** The service has gone silent: nothing arrives any more, and nothing says so. */
  silent: boolean
  /** How the next openings of a messaging connection are taken, one each; the last one stays. */
  socketModes: SocketMode[]
}

/** Whether anything gets through at all. */
export const isUp = ({ online, pageOnline, reachable }: Conditions): boolean => online && pageOnline && reachable

export const goodConditions = (): Conditions => ({
  online: true,
  pageOnline: true,
  reachable: true,
  latency: [0, 0],
  silent: false,
  socketModes: ['accept'],
})

/** A raw status as a way of taking a messaging connection: a figure is the code with which it is closed. */
export function socketModeOf(status: string): SocketMode {
  if (status === 'refuse' || status === 'refuseSlow' || status === 'hang' || status === 'throw') return status
  return /^\d+$/.test(status) ? { closeAfterOpen: Number(status) } : 'accept'
}
