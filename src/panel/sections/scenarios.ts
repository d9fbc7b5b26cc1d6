import { html, nothing, type TemplateResult } from 'lit'
import { anchorWords } from '../../kernel/journal/anchor.ts'
import { messageOf } from '../../kernel/values.ts'
import type { PanelEntry, PanelScenario, ScenarioTools } from '../panel-parts.ts'
import { type Cue, Player } from '../player.ts'
import type { Section, SectionHost } from '../section.ts'
import { button, choice, timeOf } from '../ui.ts'

const timing = ['at', 'after', 'wait', 'every', 'times', 'until']

/** The act of an entry, in its file's own words without the marks of JSON. */
function actionOf(entry: PanelEntry): string {
  const action = Object.fromEntries(Object.entries(entry).filter(([key]) => !timing.includes(key)))
  return JSON.stringify(action).replace(/[{}"]/g, '').replace(/:/g, ' ').replace(/,/g, ', ')
}

function momentOf({ at, after, wait, every, times, until }: PanelEntry): string {
  const first =
    after === undefined
      ? `at ${at ?? every ?? 0}`
      : `after ${anchorWords(after)}${wait === undefined ? '' : ` + ${wait}`}`
  const again = every === undefined ? '' : `, every ${every}${times === undefined ? '' : `, ${times} times`}`
  return `${first}${again}${until === undefined ? '' : `, until ${until}`}`
}

/** Scenario files: chosen, played in the call that is running, paused, and gone through step by step. */
export class ScenariosSection implements Section {
  readonly id = 'scenarios'
  readonly title = 'Scenarios'
  #tools: ScenarioTools | undefined
  /** Why there are no tools. */
  #missing = ''
  #scenario: PanelScenario | undefined
  #chosen = ''
  #player: Player | undefined

  opened(host: SectionHost): void {
    if (this.#tools !== undefined) return
    host.parts.loadScenarios().then(
      (tools) => {
        this.#tools = tools
        host.refresh()
      },
      (error: unknown) => {
        this.#missing = `Scenarios cannot be read here: ${messageOf(error)}.`
        host.refresh()
      },
    )
  }

  render(host: SectionHost): TemplateResult {
    const tools = this.#tools
    if (tools === undefined) return html`<p class="empty">${this.#missing || 'Loading what reads scenarios …'}</p>`
    const words = tools.names.map(({ name, title }) => [name, title] as const)
    return html`<div class="bar">${choice('Scenario', words, this.#chosen, (name) => this.#choose(host, tools, name))}
        <label class="field"><span>or a file of your own</span><input type="file" accept=".json,application/json"
          @change=${(event: Event) => this.#read(host, tools, event)}></label></div>
      ${this.#scenario === undefined ? html`<p class="empty">Choose a scenario. Its people, circumstances and timeline come into the call that you are in.</p>` : this.#shown(host, tools, this.#scenario)}`
  }

  #choose(host: SectionHost, tools: ScenarioTools, name: string): void {
    this.#chosen = name
    tools.load(name).then(
      (scenario) => this.#show(host, scenario),
      (error: unknown) => host.say(messageOf(error)),
    )
  }

  #read(host: SectionHost, tools: ScenarioTools, { target }: Event): void {
    const file = target instanceof HTMLInputElement ? target.files?.[0] : undefined
    if (file === undefined) return
    this.#chosen = ''
    file
      .text()
      .then((text) => this.#show(host, tools.parse(text, file.name)))
      .catch((error: unknown) => host.say(messageOf(error)))
  }

  #show(host: SectionHost, scenario: PanelScenario): void {
    this.#player?.dispose()
    this.#player = undefined
    this.#scenario = scenario
    host.refresh()
  }

  #shown(host: SectionHost, tools: ScenarioTools, scenario: PanelScenario): TemplateResult {
    const { title, description } = scenario
    const player = this.#player
    return html`<article class="card" aria-label=${title}>
      <h3>${title}</h3>${description === undefined ? nothing : html`<p>${description}</p>`}
      <div class="bar">
        ${player?.isPlaying === true ? button('Pause', () => player.pause()) : button(player === undefined ? 'Play' : 'Go on', () => this.#play(host, tools, scenario), { kind: 'main', disabled: player?.isOver === true })}
        ${button('Step', () => this.#prepared(host, tools, scenario)?.step(), { name: 'Let the next entry happen now', disabled: player?.isOver === true })}
        ${button('From the start', () => this.#show(host, scenario), { disabled: player === undefined })}
        ${player === undefined ? nothing : html`<span class="muted">${timeOf(player.now)}${player.isOver ? ', at its end' : ''}</span>`}
      </div>
      ${this.#timeline(scenario)}</article>`
  }

  #timeline({ timeline = [] }: PanelScenario): TemplateResult {
    if (timeline.length === 0) return html`<p class="note">It has no timeline: its circumstances are all there is.</p>`
    const cues: readonly (Cue | undefined)[] = this.#player?.cues ?? timeline.map(() => undefined)
    return html`<ol class="timeline">${timeline.map((entry, index) => {
      const cue = cues[index]
      const state = cue?.problem ? 'problem' : cue?.over === true ? 'done' : 'waiting'
      return html`<li class=${state}><span class="when">${momentOf(entry)}</span><span>${actionOf(entry)}</span>
        ${cue !== undefined && cue.done > 0 ? html`<span class="tag">${cue.done > 1 ? `${cue.done} times` : 'done'}</span>` : nothing}
        ${cue?.problem ? html`<span class="bad">${cue.problem}</span>` : nothing}</li>`
    })}</ol>`
  }

  #prepared(host: SectionHost, tools: ScenarioTools, scenario: PanelScenario): Player | undefined {
    host.attempt(() => {
      if (this.#player !== undefined) return
      const { simulator } = host.parts
      const director = tools.direct(simulator, scenario, host.room.sessionId)
      this.#player = new Player(scenario, {
        journal: simulator.journal,
        act: (entry) => director.act(entry),
        changed: () => host.refresh(),
      })
    })
    return this.#player
  }

  #play(host: SectionHost, tools: ScenarioTools, scenario: PanelScenario): void {
    this.#prepared(host, tools, scenario)?.play()
    host.refresh()
  }
}
