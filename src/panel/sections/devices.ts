import { html, nothing, type TemplateResult } from 'lit'
import type { SimulatedClient } from '../panel-parts.ts'
import { clientChoice, type Section, type SectionHost } from '../section.ts'
import { button, choice, switchFor } from '../ui.ts'

type Controls = SimulatedClient['devices']
type Capture = Parameters<Controls['deny']>[0]
type DeviceName = Parameters<Controls['occupy']>[0]

const answers = [
  ['granted', 'allowed'],
  ['unasked', 'not asked yet'],
  ['denied', 'denied'],
  ['dismissed', 'prompt closed'],
  ['unanswered', 'prompt left standing'],
] as const

type Answer = (typeof answers)[number][0]

const verbs = {
  granted: 'allow',
  unasked: 'forgetPermission',
  denied: 'deny',
  dismissed: 'dismiss',
  unanswered: 'neverAnswer',
} as const satisfies Record<Answer, keyof Controls>

const kinds = [
  { capture: 'camera', title: 'Camera', device: 'camera', kind: 'videoinput' },
  { capture: 'microphone', title: 'Microphone', device: 'microphone', kind: 'audioinput' },
  { capture: 'speaker', title: 'Speaker', device: 'speaker', kind: 'audiooutput' },
  { capture: 'screen', title: 'Screen', device: undefined, kind: undefined },
] as const satisfies readonly {
  capture: Capture
  title: string
  device: DeviceName | undefined
  kind: string | undefined
}[]

const isAnswer = (word: string): word is Answer => answers.some(([answer]) => answer === word)

/** Cameras, microphones, speakers and screens of each client, and what the person lets the page use. */
export class DevicesSection implements Section {
  readonly id = 'devices'
  readonly title = 'Devices'

  render(host: SectionHost): TemplateResult {
    const { devices } = host.client
    return html`${clientChoice(host)}
      <div class="rows">${kinds.map((kind) => this.#row(host, devices, kind))}</div>
      <div class="bar">${button('One of each, allowed', () => host.attempt(() => devices.reset()), { kind: 'main' })}</div>
      <p class="note">What is denied or unplugged during a call is told to publishers that run.</p>`
  }

  #row(host: SectionHost, controls: Controls, of: (typeof kinds)[number]): TemplateResult {
    const { capture, title, device, kind } = of
    const { permissions, occupied } = host.journal.devices(host.client.id)
    const word = permissions[capture] ?? 'granted'
    const there = controls.list.filter((one) => one.kind === kind).length
    const permit = (answer: Answer): void => host.attempt(() => controls[verbs[answer]](capture))
    return html`<div class="row" role="group" aria-label=${title}>
      <div class="row-head"><strong>${title}</strong>
        ${device !== undefined && there !== 1 ? html`<span class="tag">${there === 0 ? 'unplugged' : `${there} of them`}</span>` : nothing}</div>
      <div class="bar">
        ${choice('Permission', answers, isAnswer(word) ? word : '', permit)}
        ${device === undefined ? nothing : this.#hardware(host, controls, device, { there, isBusy: occupied.includes(device) })}
      </div></div>`
  }

  #hardware(
    host: SectionHost,
    controls: Controls,
    device: DeviceName,
    { there, isBusy }: { readonly there: number; readonly isBusy: boolean },
  ): TemplateResult {
    const plug = (on: boolean): void => host.attempt(() => (on ? controls.add(device) : controls.unplug(device)))
    const occupy = (on: boolean): void => host.attempt(() => (on ? controls.occupy(device) : controls.free(device)))
    return html`${switchFor('Plugged in', there > 0, plug, `The ${device} is plugged in`)}
      ${switchFor('In use elsewhere', isBusy, occupy, `Another program uses the ${device}`)}
      ${button('Add one', () => host.attempt(() => controls.add(device)), { name: `Add a ${device}` })}`
  }
}
