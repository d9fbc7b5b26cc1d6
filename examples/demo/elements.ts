/** The element that a selector names. */
export function find(root: ParentNode, selector: string): HTMLElement {
  const found = root.querySelector<HTMLElement>(selector)
  if (found === null) throw new Error(`The page has no ${selector}.`)
  return found
}

/** A button with a short label, and a name that says all. */
export function buttonFor(label: string, name: string, press: () => void): HTMLButtonElement {
  const button = document.createElement('button')
  button.type = 'button'
  button.textContent = label
  button.setAttribute('aria-label', name)
  button.addEventListener('click', press)
  return button
}

export function option(value: string, text: string): HTMLOptionElement {
  return Object.assign(document.createElement('option'), { value, textContent: text })
}

/** Adds a line to a log, and shows it. */
export function addLine(log: HTMLElement, text: string, className = ''): void {
  const line = Object.assign(document.createElement('li'), { textContent: text, className })
  log.append(line)
  log.scrollTop = log.scrollHeight
}

/** Hands over what a form says when it is sent. */
export function onSubmit(form: HTMLElement, submitted: (values: Partial<Record<string, string>>) => void): void {
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    if (!(form instanceof HTMLFormElement)) return
    const values = [...new FormData(form)].map(([key, value]) => [key, String(value)] as const)
    submitted(Object.fromEntries(values))
  })
}

/** Does what its name says when a button of a page is pressed. */
export function onPress(root: ParentNode, actions: Readonly<Record<string, () => void>>): void {
  for (const [name, run] of Object.entries(actions)) {
    find(root, `[data-do=${name}]`).addEventListener('click', run)
  }
}
