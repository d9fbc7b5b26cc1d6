/** The element that a selector names. */
export function find(root: ParentNode, selector: string): HTMLElement {
  const found = root.querySelector<HTMLElement>(selector)
  if (found === null) throw new Error(`The page has no ${selector}.`)
  return found
}

/** An element that a selector names, of a class of its own. */
export function findOf<Kind extends HTMLElement>(root: ParentNode, selector: string, kind: new () => Kind): Kind {
  const found = find(root, selector)
  if (found instanceof kind) return found
  throw new Error(`${selector} of the page is no ${kind.name}.`)
}

/** A new element with a class and a text. */
export function made(tag: string, className = '', text = ''): HTMLElement {
  const element = document.createElement(tag)
  element.className = className
  element.textContent = text
  return element
}

/** A button with a label. */
export function buttonFor(label: string, press: () => void): HTMLButtonElement {
  const button = document.createElement('button')
  button.type = 'button'
  button.textContent = label
  button.addEventListener('click', press)
  return button
}

/** Calls back with what a form holds when it is sent. */
export function onSubmit(form: HTMLElement, submitted: (values: Partial<Record<string, string>>) => void): void {
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    if (!(form instanceof HTMLFormElement)) return
    const values = [...new FormData(form)].map(([key, value]) => [key, String(value)] as const)
    submitted(Object.fromEntries(values))
  })
}
