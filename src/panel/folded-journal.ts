import type { JournalEntry } from '../kernel/journal/entry.ts'
import type { Journal } from '../kernel/journal/journal.ts'

/** The state of a client's network. */
export interface NetworkState {
  readonly online: boolean
  readonly silent: boolean
  readonly latency: readonly [number, number]
}

/** The state of a client's devices: what the person, the system or another program did to them. */
export interface DeviceState {
  readonly permissions: Readonly<Record<string, string>>
  readonly occupied: readonly string[]
}

const goodNetwork: NetworkState = { online: true, silent: false, latency: [0, 0] }
const goodDevices: DeviceState = { permissions: {}, occupied: [] }
const everyClient = '*'

const numberIn = (value: unknown): number => (typeof value === 'number' ? value : 0)

/** The network after an act of the test author; undefined: the act was about something else. */
function networkAfter(state: NetworkState, { what, detail }: JournalEntry): NetworkState | undefined {
  if (what === 'network.goOffline') return { ...state, online: false }
  if (what === 'network.comeBack') return { ...goodNetwork, latency: state.latency }
  if (what === 'network.setSilent') return { ...state, silent: detail['silent'] === true }
  if (what !== 'network.setLatency') return undefined
  return { ...state, latency: [numberIn(detail['least']), numberIn(detail['most'])] }
}

const permissions = ['granted', 'denied', 'dismissed', 'unanswered', 'unasked']

function devicesAfter(state: DeviceState, { what, detail }: JournalEntry): DeviceState | undefined {
  const verb = what.startsWith('devices.') ? what.slice('devices.'.length) : ''
  const { kind, name } = detail
  if (verb === 'reset') return goodDevices
  if (permissions.includes(verb)) return { ...state, permissions: { ...state.permissions, [String(kind)]: verb } }
  if (verb === 'occupy') return { ...state, occupied: [...new Set([...state.occupied, String(name)])] }
  if (verb === 'free') return { ...state, occupied: state.occupied.filter((one) => one !== name) }
  return undefined
}

/** The state of the world, read from the journal entry by entry, whether a test or the panel made an entry. */
export class FoldedJournal {
  readonly #journal: Journal
  readonly #networks: Map<string, NetworkState> = new Map()
  readonly #devices: Map<string, DeviceState> = new Map()
  readonly #heard: JournalEntry[] = []
  #sessionId: string | undefined
  #read = 0
  #list: readonly JournalEntry[] = []

  constructor(journal: Journal) {
    this.#journal = journal
  }

  get entries(): readonly JournalEntry[] {
    return this.#journal.entries
  }

  get dropped(): number {
    return this.#journal.dropped
  }

  /** The session that a client asked for last. */
  get sessionId(): string | undefined {
    return this.#sessionId
  }

  /** The errors that applications were given, the latest first. */
  get errors(): readonly JournalEntry[] {
    return this.#heard
  }

  /** Reads what is new; tells whether there was anything. A world that was reset is read from its beginning. */
  catchUp(): boolean {
    const entries = this.#journal.entries
    const end = this.#journal.dropped + entries.length
    if (entries !== this.#list || end < this.#read) this.#begin(entries)
    if (end === this.#read) return false
    for (const entry of entries.slice(Math.max(0, this.#read - this.#journal.dropped))) this.#take(entry)
    this.#read = end
    return true
  }

  network(clientId: string): NetworkState {
    return this.#networks.get(clientId) ?? this.#networks.get(everyClient) ?? goodNetwork
  }

  devices(clientId: string): DeviceState {
    return this.#devices.get(clientId) ?? goodDevices
  }

  #begin(entries: readonly JournalEntry[]): void {
    this.#list = entries
    this.#read = 0
    this.#networks.clear()
    this.#devices.clear()
    this.#heard.length = 0
    this.#sessionId = undefined
  }

  #take(entry: JournalEntry): void {
    const { kind, what, detail } = entry
    if (kind === 'request' && what === 'sessionInfo') this.#sessionId = String(detail['sessionId'])
    if (kind === 'error') this.#heard.unshift(entry)
    if (kind !== 'control') return
    const client = typeof detail['client'] === 'string' ? detail['client'] : everyClient
    this.#takeNetwork(client, entry)
    const devices = devicesAfter(this.devices(client), entry)
    if (devices !== undefined) this.#devices.set(client, devices)
  }

  #takeNetwork(client: string, entry: JournalEntry): void {
    const network = networkAfter(this.network(client), entry)
    if (network === undefined) return
    if (client !== everyClient) return void this.#networks.set(client, network)
    const known = [...this.#networks.keys()]
    for (const one of [...known, everyClient]) {
      this.#networks.set(one, networkAfter(this.network(one), entry) ?? network)
    }
  }
}
