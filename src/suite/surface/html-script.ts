/**
 * The script of the report's page: it filters, and draws the picture of a test when its failure is opened. Kept as text,
 * since it runs in the page of the report and nowhere else.
 */
export const htmlScript = `
const find = (selector, root = document) => [...root.querySelectorAll(selector)]
const search = document.getElementById('search')
const only = document.getElementById('only')
function filter() {
  const words = search.value.toLowerCase().split(/\\s+/)
  let all = 0
  for (const section of find('section')) {
    let left = 0
    for (const row of find('details', section)) {
      const fits = words.every((word) => row.dataset.text.includes(word)) && (only.value === 'all' || row.dataset.state.split(' ').includes(only.value))
      row.hidden = !fits
      left += fits ? 1 : 0
    }
    section.hidden = left === 0
    all += left
  }
  document.getElementById('none').textContent = all === 0 ? 'Nothing fits. Take words out of the search, or show all failures.' : ''
}
search.addEventListener('input', filter)
only.addEventListener('change', filter)
const make = (name, attributes, text) => {
  const node = document.createElementNS('http://www.w3.org/2000/svg', name)
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value)
  if (text !== undefined) node.textContent = text
  return node
}
// Mermaid's words for signs that mean something to it, such as #59; for a semicolon.
const unescaped = (text) => text.replace(/#(\\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
const wide = 190
const high = 26
function draw(holder) {
  const lines = holder.dataset.picture.split('\\n')
  const named = lines.flatMap((line) => {
    const [, id, label = id] = line.match(/^  participant (\\S+)(?: as (.*))?$/) ?? []
    return id === undefined ? [] : [{ id, label: unescaped(label) }]
  })
  const lanes = named.map(({ id }) => id)
  const steps = lines.flatMap((line) => {
    const arrow = line.match(/^  (.+?)(--?>>)(.+?): (.*)$/)
    if (arrow) return [{ from: lanes.indexOf(arrow[1]), to: lanes.indexOf(arrow[3]), text: unescaped(arrow[4]) }]
    const note = line.match(/^  Note over (.+?): (.*)$/)
    return note ? [{ from: lanes.indexOf(note[1]), text: unescaped(note[2]) }] : []
  })
  const x = (lane) => 20 + wide * (Math.max(0, lane) + 0.5)
  const height = 50 + steps.length * high
  const longest = Math.max(0, ...steps.map(({ from, text }) => x(from) + text.length * 6.4 + 20))
  const width = Math.max(40 + lanes.length * wide, longest)
  const svg = make('svg', { width, height, role: 'img', 'aria-label': 'What happened, step by step' })
  named.forEach(({ label }, index) => {
    svg.append(make('line', { class: 'lane', x1: x(index), x2: x(index), y1: 34, y2: height }))
    svg.append(make('text', { x: x(index), y: 22, 'text-anchor': 'middle', 'font-weight': 600 }, label))
  })
  steps.forEach(({ from, to, text }, index) => {
    const y = 52 + index * high
    if (to === undefined) {
      svg.append(make('rect', { x: x(from) - 4, y: y - 14, width: text.length * 6.4 + 12, height: 20, rx: 5 }))
      svg.append(make('text', { x: x(from) + 2, y }, text))
      return
    }
    const end = x(to) - Math.sign(to - from) * 7
    svg.append(make('line', { x1: x(from), x2: end, y1: y + 4, y2: y + 4 }))
    svg.append(make('path', { d: 'M' + end + ' ' + y + 'l' + Math.sign(to - from) * 7 + ' 4 ' + -Math.sign(to - from) * 7 + ' 4z' }))
    svg.append(make('text', { x: Math.min(x(from), x(to)) + 8, y }, text))
  })
  holder.replaceChildren(svg)
}
for (const row of find('details')) {
  row.addEventListener('toggle', () => {
    for (const holder of find('[data-picture]', row)) if (row.open && holder.childElementCount === 0) draw(holder)
  })
}
`
