import type { Hold } from '../../faults/hold.ts'
import { Cast } from '../cast.ts'
import { noneOf } from '../sentences.ts'
import type { Stage, StageCrowd, StageWhose } from '../stage.ts'
import type { Action, FaultAction, MediaChange, MediaWhose, SessionChange } from './actions.ts'
import { changeMedia } from './media.ts'
import { changeNetwork } from './network.ts'
import { changeQuality } from './quality.ts'

/** What a scenario keeps of what it has done, so that later entries can speak of it by name. */
export class ScenarioActs {
  readonly #stage: Stage
  readonly #recordings: Map<string, string> = new Map()
  readonly #crowds: Map<string, StageCrowd> = new Map()
  readonly #held: Map<string, Hold> = new Map()
  readonly cast: Cast

  constructor(stage: Stage) {
    this.#stage = stage
    this.cast = new Cast(stage)
  }

  /** @throws Error for what is not possible at this time, such as a verb on somebody who has left. */
  act(action: Action): void {
    if ('network' in action) changeNetwork(this.#stage.network, action.network)
    else if ('device' in action) this.#stage.device(action)
    else if ('media' in action) this.#changeMedia(action.media)
    else if ('quality' in action) changeQuality(this.#stage.quality, action.quality, this.#whose(action.quality))
    else if ('session' in action) this.#changeSession(action.session)
    else if ('participant' in action) this.cast.act(action)
    else this.#fault(action)
  }

  #changeMedia(change: MediaChange): void {
    const { media } = this.#stage
    if (change === 'mend') return media.mend()
    changeMedia(media, change, this.#whose(change))
  }

  #whose(change: object): StageWhose {
    const { of, stream }: MediaWhose = change
    return {
      ...(of === undefined ? {} : { of }),
      ...(stream === undefined ? {} : { stream: this.cast.stream(stream).id }),
    }
  }

  #changeSession(change: SessionChange): void {
    const room = this.#stage.room()
    if (change === 'rotateServer') return room.rotateServer()
    if ('startArchive' in change) this.#startRecording(change.startArchive)
    else if ('pauseArchive' in change) room.setArchiveStatus(this.#recording(change.pauseArchive), 'paused')
    else if ('resumeArchive' in change) room.setArchiveStatus(this.#recording(change.resumeArchive), 'started')
    else if ('stopArchive' in change) this.#stopRecording(change.stopArchive)
    else if ('rules' in change) room.setRules(change.rules)
    else if ('videoByQuality' in change)
      room.setVideoByQuality(this.cast.stream(change.videoByQuality).id, change.active)
    else if ('stopCrowd' in change) this.#crowd(change.stopCrowd).stop()
    else if ('dismissCrowd' in change) this.#crowd(change.dismissCrowd).leave()
    else this.#letIn(change)
  }

  #letIn({ crowd: people, ...options }: Extract<SessionChange, { readonly crowd: number }>): void {
    const { name = 'guest' } = options
    this.#crowds.set(name, this.#stage.room().crowd({ people, ...options }))
  }

  #crowd(name: string): StageCrowd {
    const crowd = this.#crowds.get(name)
    if (crowd !== undefined) return crowd
    throw new Error(`${noneOf('crowd', name, [...this.#crowds.keys()])} Let it come in first, with "crowd" and "name".`)
  }

  #startRecording(name: string): void {
    if (this.#recordings.has(name)) throw new Error(`The recording "${name}" runs already. Stop it first.`)
    this.#recordings.set(name, this.#stage.room().startArchive(name))
  }

  #stopRecording(name: string): void {
    this.#stage.room().stopArchive(this.#recording(name))
    this.#recordings.delete(name)
  }

  #recording(name: string): string {
    const id = this.#recordings.get(name)
    if (id !== undefined) return id
    throw new Error(`No recording "${name}" runs at this time. Start it first, with { "startArchive": "${name}" }.`)
  }

  #fault(action: FaultAction): void {
    if ('hold' in action) this.#hold(action.hold)
    else if ('release' in action) this.#release(action)
    else if (typeof action.fail === 'string') this.#stage.fail(action.fail, {})
    else {
      const { failure, ...options } = action.fail
      this.#stage.fail(failure, options)
    }
  }

  #hold(operation: string): void {
    if (this.#held.has(operation)) throw new Error(`The answer to ${operation} is withheld already. Release it first.`)
    this.#held.set(operation, this.#stage.hold(operation))
  }

  #release({ release, fails }: Extract<FaultAction, { readonly release: string }>): void {
    const held = this.#held.get(release)
    if (held === undefined) throw new Error(`The answer to ${release} is not withheld at this time. Hold it first.`)
    this.#held.delete(release)
    if (fails === undefined) held.release()
    else held.fail(fails)
  }
}
