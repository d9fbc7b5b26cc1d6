import { find, findOf } from './elements.ts'
import type { ChosenDevices } from './own.ts'
import type { OT } from './sdk.ts'

const kinds = { camera: 'videoInput', microphone: 'audioInput' } as const

/** The dialog in which one chooses a camera and a microphone. */
export class DeviceChoice {
  readonly #OT: OT
  readonly #dialog: HTMLDialogElement = findOf(document, '#devices', HTMLDialogElement)
  /** Told of what was chosen. */
  onChoose: (devices: ChosenDevices) => void = () => {}

  constructor(OT: OT) {
    this.#OT = OT
    this.#dialog.addEventListener('close', () => {
      if (this.#dialog.returnValue === 'use')
        this.onChoose({ camera: this.#value('camera'), microphone: this.#value('microphone') })
    })
  }

  open(): void {
    this.#OT.getDevices((error, devices = []) => {
      for (const [name, kind] of Object.entries(kinds)) {
        const found = error ? [] : devices.filter((device) => device.kind === kind)
        const list = findOf(this.#dialog, `[name=${name}]`, HTMLSelectElement)
        list.replaceChildren(...found.map(({ label, deviceId }) => new Option(label || `The usual ${name}`, deviceId)))
        list.disabled = found.length === 0
        if (found.length === 0) list.append(new Option(`No ${name} was found`, ''))
      }
      this.#dialog.returnValue = ''
      this.#dialog.showModal()
    })
  }

  #value(name: string): string {
    const list = find(this.#dialog, `[name=${name}]`)
    return list instanceof HTMLSelectElement ? list.value : ''
  }
}
