/** The section of people: it shows the people of the room, and lets them join, publish, mute and leave; the room says who is there. */

import { html, nothing, type TemplateResult } from 'lit'
import type { Participant } from '../panel-parts.ts'
import type { Section, SectionHost } from '../section.ts'
import { button, choice, switchFor, typed } from '../ui.ts'

type Role = Participant['role']
type Stream = Participant['streams'][number]
type Crowd = ReturnType<SectionHost['room']['crowd']>

const roles: readonly (readonly [Role, string])[] = [
  ['publisher', 'publisher'],
  ['moderator', 'moderator'],
  ['subscriber', 'subscriber'],
]

const names = ['Alice', 'Bob', 'Carol', 'Dan', 'Erin', 'Frank', 'Grace', 'Heidi', 'Ivan', 'Judy']

/** How many people have a row of their own; of a crowd, the rest is counted. */
const mostRows = 12

const isOn = ({ channels }: Stream, type: 'audio' | 'video'): boolean =>
  channels.some((channel) => channel.type === type && channel.active)

const isScreen = ({ channels }: Stream): boolean => channels.some(({ source }) => source === 'screen')

/** The section of people: it shows the people in the session, and lets them join, publish, mute and leave. */
export class PeopleSection implements Section {
  readonly id = 'people'
  readonly title = 'People'
  #name = ''
  #role: Role = 'publisher'
  #crowd = '20'
  #crowds: Crowd[] = []
  #said = 0
  #archive: string | undefined

  badge({ room }: SectionHost): number {
    return room.connections.length
  }

  render(host: SectionHost): TemplateResult {
    const { people } = host.room
    const hidden = people.length - mostRows
    return html`
      ${this.#joinForm(host)}
      ${people.length === 0 ? html`<p class="empty">Nobody else is in the session. Let somebody join.</p>` : nothing}
      <ul class="rows">${people.slice(0, mostRows).map((person) => this.#row(host, person))}</ul>
      ${hidden > 0 ? html`<p class="note">… and ${hidden} more.</p>` : nothing}
      ${this.#crowdForm(host)} ${this.#service(host)}
    `
  }

  #nextName({ room }: SectionHost): string {
    const taken = new Set(room.people.map(({ name }) => name))
    return names.find((name) => !taken.has(name)) ?? `Guest ${taken.size + 1}`
  }

  #joinForm(host: SectionHost): TemplateResult {
    const name = this.#name === '' ? this.#nextName(host) : this.#name
    const join = (event: Event): void => {
      event.preventDefault()
      this.#name = ''
      host.attempt(() => {
        const person = host.room.join({ name, data: name, role: this.#role })
        if (this.#role !== 'subscriber') person.publish({ name })
      })
    }
    return html`<form class="bar" @submit=${join}>
      ${typed('Name', name, (value) => {
        this.#name = value
      })}
      ${choice('Role', roles, this.#role, (role) => {
        this.#role = role
        host.refresh()
      })}
      <button class="button main" type="submit">Join</button>
    </form>`
  }

  #row(host: SectionHost, person: Participant): TemplateResult {
    const { name, role, streams } = person
    const camera = streams.find((stream) => !isScreen(stream))
    const screen = streams.find(isScreen)
    return html`<li class="row">
      <div class="row-head"><strong>${name}</strong>
        ${role === 'publisher' ? nothing : html`<span class="tag">${role}</span>`}
        ${streams.length === 0 ? html`<span class="muted">not publishing</span>` : nothing}</div>
      <div class="bar" role="group" aria-label=${name}>
        ${this.#camera(host, person, camera)}
        ${camera === undefined ? nothing : this.#tracks(host, person, camera)}
        ${switchFor('Screen', screen !== undefined, (on) => this.#share(host, person, on ? undefined : screen, on), `${name} shares a screen`)}
        ${button('Say hello', () => this.#sayHello(host, person), { name: `${name} says hello` })}
        ${button('Leave', () => host.attempt(() => person.leave()), { name: `${name} leaves` })}
        ${button('Vanish', () => host.attempt(() => person.vanish()), { name: `${name} vanishes without a goodbye` })}
      </div>
      ${role === 'moderator' ? this.#moderation(host, person) : nothing}
    </li>`
  }

  #camera(host: SectionHost, person: Participant, camera: Stream | undefined): TemplateResult {
    const { name } = person
    const turn = (on: boolean): void =>
      host.attempt(() => (on ? void person.publish({ name }) : person.unpublish(camera?.id)))
    return switchFor('Publish', camera !== undefined, turn, `${name} publishes`)
  }

  #tracks(host: SectionHost, person: Participant, camera: Stream): TemplateResult {
    const track = (label: string, kind: 'audio' | 'video', name: string): TemplateResult =>
      switchFor(
        label,
        isOn(camera, kind),
        (active) => host.attempt(() => person.change(kind, { active }, camera.id)),
        name,
      )
    return html`${track('Sound', 'audio', `${person.name}'s sound`)}
      ${track('Picture', 'video', `${person.name}'s picture`)}`
  }

  #share(host: SectionHost, person: Participant, screen: Stream | undefined, on: boolean): void {
    const what = { name: `${person.name}'s screen`, videoType: 'screen', width: 1280, height: 720 } as const
    host.attempt(() => (on ? void person.publish(what) : person.unpublish(screen?.id)))
  }

  #sayHello(host: SectionHost, person: Participant): void {
    const number = ++this.#said
    host.attempt(() => person.signal({ type: 'chat', data: `Hello, this is ${person.name} (${number}).` }))
  }

  #moderation(host: SectionHost, person: Participant): TemplateResult {
    const { room } = host
    const own = room.connections.filter(({ id }) => !room.people.some(({ connectionId }) => connectionId === id))
    const streams = room.streams.filter(({ connectionId }) => own.some(({ id }) => id === connectionId))
    const { name } = person
    const each =
      (list: readonly { readonly id: string }[], act: (id: string) => void): (() => void) =>
      () =>
        host.attempt(() => {
          for (const { id } of list) act(id)
        })
    const disabled = streams.length === 0
    return html`<div class="bar" role="group" aria-label="${name} moderates">
      <span class="muted">Moderate:</span>
      ${button('Mute everybody', () => host.attempt(() => person.mute()), { name: `${name} mutes everybody` })}
      ${button(
        'Mute you',
        each(streams, (id) => person.mute(id)),
        { name: `${name} mutes your application`, disabled },
      )}
      ${button(
        'Unpublish you',
        each(streams, (id) => person.forceUnpublish(id)),
        { name: `${name} ends your application's stream`, disabled },
      )}
      ${button(
        'Remove you',
        each(own, (id) => person.forceDisconnect(id)),
        { name: `${name} removes your application from the session`, disabled: own.length === 0, kind: 'danger' },
      )}
    </div>`
  }

  #crowdForm(host: SectionHost): TemplateResult {
    const comeIn = (event: Event): void => {
      event.preventDefault()
      const people = Number(this.#crowd)
      host.attempt(() => void this.#crowds.push(host.room.crowd({ people, publish: 0.2, churn: people })))
    }
    return html`<h3>A crowd</h3><form class="bar" @submit=${comeIn}>
      ${typed(
        'People',
        this.#crowd,
        (value) => {
          this.#crowd = value
        },
        { kind: 'number' },
      )}
      <button class="button" type="submit">Let them in</button>
      ${button('Everybody leaves', () => this.#everybodyLeaves(host))}
    </form><p class="note">One in five publishes; each comes, goes, mutes or speaks about once a minute.</p>`
  }

  #everybodyLeaves(host: SectionHost): void {
    host.attempt(() => {
      // Each crowd as a whole: in the place of those who leave one by one, others would come.
      for (const crowd of this.#crowds.splice(0)) if (crowd.people.length > 0) crowd.leave()
      for (const person of host.room.people) person.leave()
    })
  }

  #service(host: SectionHost): TemplateResult {
    const { room } = host
    const record = (on: boolean): void =>
      host.attempt(() => {
        if (on) this.#archive = room.startArchive('recording')
        else if (this.#archive !== undefined) room.stopArchive(this.#archive)
        if (!on) this.#archive = undefined
      })
    return html`<h3>The service</h3><div class="bar">
      ${switchFor('Record', this.#archive !== undefined, record)}
      ${button('Mute everybody', () => host.attempt(() => room.forceMuteAll()), { name: 'The service mutes everybody' })}
      ${button('Announce', () => host.attempt(() => room.signal({ type: 'chat', data: 'An announcement of the service.' })), { name: 'The service sends a signal to everybody' })}
      ${button('Move to another server', () => host.attempt(() => room.rotateServer()))}
      ${button('Crash', () => host.attempt(() => room.crash()), { name: 'The media router crashes: everybody is out', kind: 'danger' })}
    </div>`
  }
}
