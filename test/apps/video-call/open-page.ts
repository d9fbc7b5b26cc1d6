import { fireEvent, screen, within } from '@testing-library/dom'
import { startVideoCall } from './video-call.ts'

/** Opens the page as a browser would, on an empty document. */
export function openPage(server = ''): void {
  document.body.innerHTML = '<div id="app"></div>'
  const root = document.querySelector<HTMLElement>('#app')
  if (root !== null) startVideoCall(root, { server })
}

export const press = (name: string): void => {
  fireEvent.click(screen.getByRole('button', { name }))
}

export const fillIn = (label: string, value: string): void => {
  fireEvent.input(screen.getByLabelText(label), { target: { value } })
}

/** What the page says of the call. */
export const statusText = (): string | null => screen.getByRole('status').textContent

/** What the page says went wrong since the person last did something. */
export const alerts = (): (string | null)[] =>
  [...screen.getByRole('alert').children].map(({ textContent }) => textContent)

/** The lines of a log, or the entries of a list without their buttons. */
export const lines = (name: string): (string | undefined)[] =>
  within(screen.getByLabelText(name))
    .queryAllByRole('listitem')
    .map((item) => item.firstChild?.textContent ?? undefined)

export function askToJoin(room: string): void {
  fillIn('Room', room)
  press('Join')
}

export function say(text: string): void {
  fillIn('Message', text)
  press('Send')
}
