import type { Random } from '../../kernel/random.ts'

/** The acts of a person in a crowd: `mute` turns a sound or a picture off, or on again. */
export const crowdVerbs = ['join', 'leave', 'vanish', 'publish', 'unpublish', 'mute', 'signal'] as const

export type CrowdVerb = (typeof crowdVerbs)[number]

/** How often each thing happens in the crowd as a whole, in times a minute. */
export type ChurnRates = Readonly<Partial<Record<CrowdVerb, number>>>

/** Of a hundred things that happen in a crowd of which only the pace is given; as many come and start as go and stop. */
const usual: Readonly<Record<CrowdVerb, number>> = {
  join: 15,
  leave: 12,
  vanish: 3,
  publish: 5,
  unpublish: 5,
  mute: 25,
  signal: 35,
}

/** The act in place of one that no person of the crowd can do now. */
const instead: Readonly<Partial<Record<CrowdVerb, readonly CrowdVerb[]>>> = {
  join: ['leave', 'vanish'],
  leave: ['join'],
  vanish: ['join'],
  publish: ['unpublish'],
  unpublish: ['publish'],
}

/** Rates for every verb, from a pace or from the rates that are given. */
function ratesOf(churn: number | ChurnRates): Record<CrowdVerb, number> {
  const all = { join: 0, leave: 0, vanish: 0, publish: 0, unpublish: 0, mute: 0, signal: 0 }
  if (typeof churn === 'number') {
    for (const verb of crowdVerbs) all[verb] = (churn * usual[verb]) / 100
    return all
  }
  for (const verb of crowdVerbs) all[verb] = churn[verb] ?? 0
  return all
}

/** The next acts in a crowd and their times: drawn from a seed, by rates. */
export class Churn {
  readonly #rates: Readonly<Record<CrowdVerb, number>>
  readonly #random: Random
  readonly #perMinute: number

  constructor(churn: number | ChurnRates, random: Random) {
    this.#rates = ratesOf(churn)
    this.#random = random
    this.#perMinute = crowdVerbs.reduce((sum, verb) => sum + this.#rates[verb], 0)
  }

  /** Whether nothing ever happens. */
  get isStill(): boolean {
    return this.#perMinute === 0
  }

  /** Milliseconds until something happens: from one up to twice what it takes on the average. */
  nextInMs(): number {
    return Math.max(1, Math.round((this.#random.next() * 2 * 60_000) / this.#perMinute))
  }

  /** The next act. */
  next(): CrowdVerb {
    let left = this.#random.next() * this.#perMinute
    for (const verb of crowdVerbs) {
      left -= this.#rates[verb]
      if (left < 0) return verb
    }
    return 'signal'
  }

  /** The act in place of one that cannot be done, where the rates know of it; undefined: none. */
  insteadOf(verb: CrowdVerb): CrowdVerb | undefined {
    return instead[verb]?.find((other) => this.#rates[other] > 0)
  }
}
