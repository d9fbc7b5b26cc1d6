import { simulator } from 'fake-opentok/offline'
import { openPanel } from 'fake-opentok/panel'
import { DeviceChoice } from './devices.ts'
import { find, findOf, onSubmit } from './elements.ts'
import { Laboratory } from './lab.ts'
import { Meeting } from './meeting.ts'
import { MeetingPage } from './page.ts'
import { freeName, peopleCome, roleOf } from './world.ts'

// For the console of the browser: fakeOpentok.simulator is the simulator that the panel works with.
Object.assign(window, { fakeOpentok: { simulator } })

const page = new MeetingPage()
const ticket = { role: roleOf('moderator'), name: '' }
const meeting = new Meeting(simulator.OT, page, () =>
  simulator.credentials({ role: ticket.role, data: ticket.name, expiresIn: '2h' }),
)
const devices = new DeviceChoice(simulator.OT)
devices.onChoose = (chosen) => meeting.own?.choose(chosen)

onSubmit(find(document, '#lobby'), ({ name = '', role }) => {
  Object.assign(ticket, { name, role: roleOf(role) })
  meeting.join(name)
})

const actions: Readonly<Record<string, () => void>> = {
  microphone: () => meeting.own?.toggle('audio'),
  camera: () => meeting.own?.toggle('video'),
  screen: () => meeting.own?.toggleScreen(),
  devices: () => devices.open(),
  muteAll: () => meeting.muteAll(),
  leave: () => meeting.leave(),
}
for (const [name, act] of Object.entries(actions)) find(document, `[data-do=${name}]`).addEventListener('click', act)

window.addEventListener('pageshow', ({ persisted }) => {
  if (persisted) meeting.pageShownAgain()
})

const beside = find(document, '#beside')
let panel: Awaited<ReturnType<typeof openPanel>> | undefined

/** Opens the panel beside the meeting, or closes it. */
async function togglePanel(): Promise<void> {
  if (panel === undefined)
    panel = await openPanel({ simulator, dock: 'inline', parent: beside, scenarios: 'calls.json' })
  else panel = void panel.close()
  beside.hidden = panel === undefined
  find(document, '#open-panel').textContent = panel === undefined ? 'Break this call' : 'Close the panel'
}

find(document, '#open-panel').addEventListener('click', () => void togglePanel())
if (window.matchMedia('(min-width: 1000px)').matches) void togglePanel()
if (document.documentElement.dataset['lab'] !== undefined) new Laboratory(find(document, '#explain'), simulator)

// A tab by itself, as somebody else's would be: it ends, and may crash, without this one.
find(document, '#second-tab').addEventListener('click', () => window.open(location.href, '_blank', 'noopener'))
const ownName = findOf(document, '#lobby [name=name]', HTMLInputElement)
void peopleCome(simulator, () => ticket.name).then(() => {
  const isTouched = ownName.value !== ownName.defaultValue || document.activeElement === ownName
  if (!isTouched) ownName.value = freeName(simulator)
})
