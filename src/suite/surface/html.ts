import { htmlScript } from './html-script.ts'
import { htmlStyle } from './html-style.ts'
import { byOperation, isUnheard, type SurfaceRow } from './rows.ts'
import type { Over } from './surface.ts'

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

const safe = (text: string): string => text.replace(/[&<>"]/g, (letter) => escapes[letter] ?? letter)

const mark = (kind: string, text: string): string => `<span class="mark ${kind}">${safe(text)}</span>`

const truths: Readonly<Record<string, string>> = {
  documented: 'only the documented error was tried',
  sdk: 'only the error of SDK 2.35 was tried',
}

const channelWords: Readonly<Record<Over, string>> = {
  completion: 'the completion handler',
  promise: 'the promise',
  exception: 'the exception event',
  thrown: 'what the call throws',
  event: 'another event of the object',
  'window-error': 'an uncaught error of the page',
  response: 'the answer to the server’s request',
}

function marksOf(row: SurfaceRow): string {
  if (row.times === 0) return mark('missed', 'not reached')
  const reached = mark('reached', row.times === 1 ? 'reached once' : `reached ${row.times} times`)
  const unheard = isUnheard(row) ? mark('unheard', 'nobody listened') : ''
  const half = row.oneTruth === null ? '' : mark('half', truths[row.oneTruth] ?? '')
  return `${reached}${unheard}${half}`
}

const channelsOf = ({ channels, heard }: SurfaceRow): string =>
  channels.length === 0
    ? 'nothing: the application cannot hear of it'
    : channels
        .map(
          (channel) =>
            `${channelWords[channel]} (${heard[channel] === undefined ? 'not heard' : `heard ${heard[channel]}×`})`,
        )
        .join(', ')

function pictureOf({ shown }: SurfaceRow): string {
  if (shown === null || shown.picture === '') return ''
  const where = [shown.path, shown.test].filter((part) => part !== '').join(' › ')
  return `<p class="soft">${safe(where)}</p><div class="picture" tabindex="0" role="region" aria-label="Sequence picture" data-picture="${safe(shown.picture)}"></div>`
}

const stateOf = (row: SurfaceRow): string =>
  [
    row.times > 0 ? 'reached' : 'missed',
    ...(isUnheard(row) ? ['unheard'] : []),
    ...(row.oneTruth === null ? [] : ['half']),
  ].join(' ')

function rowHtml(row: SurfaceRow): string {
  const text = `${row.id} ${row.says.join(' ')} ${row.when}`.toLowerCase()
  return `<details data-state="${stateOf(row)}" data-text="${safe(text)}">
<summary><code>${safe(row.id)}</code><span class="says">${safe(row.says.join(' or '))}</span>${marksOf(row)}</summary>
<div class="body"><dl>
<dt>When it happens</dt><dd>${safe(row.when)}</dd>
<dt>What to do</dt><dd>${safe(row.remedy)}</dd>
<dt>Error</dt><dd>${safe(row.says.length === 1 ? (row.says[0] ?? '') : `documented: ${row.says[0]}; SDK 2.35: ${row.says[1]}`)}</dd>
<dt>Told over</dt><dd>${safe(channelsOf(row))}</dd>
</dl>${pictureOf(row)}</div>
</details>`
}

function sectionHtml(operation: string, rows: readonly SurfaceRow[]): string {
  const reached = rows.filter(({ times }) => times > 0).length
  return `<section><header><h2>${safe(operation)}</h2><span class="soft">${reached} of ${rows.length}</span>
<meter min="0" max="${rows.length}" value="${reached}" aria-label="${safe(operation)}: ${reached} of ${rows.length} reached"></meter></header>
${rows.map(rowHtml).join('\n')}</section>`
}

const total = (count: number, words: string): string => `<li><b>${count}</b>${safe(words)}</li>`

const options = [
  ['all', 'all failures'],
  ['missed', 'not reached'],
  ['unheard', 'nobody listened'],
  ['half', 'one of two truths'],
  ['reached', 'reached'],
]

/** The report as one page that needs nothing beside it. It holds no date: the same surface gives the same bytes. */
export function htmlPage(rows: readonly SurfaceRow[]): string {
  const count = (fits: (row: SurfaceRow) => boolean): number => rows.filter(fits).length
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Error surface</title><style>${htmlStyle}</style></head>
<body><main><h1>Error surface</h1>
<p class="soft">Which failures of the OpenTok / Vonage Video SDK the tests brought about, and whether the application heard of them.</p>
<ul class="totals">${total(
    count(({ times }) => times > 0),
    `of ${rows.length} reached`,
  )}${total(count(isUnheard), 'where nobody listened')}${total(
    count(({ oneTruth }) => oneTruth !== null),
    'with one of two truths tried',
  )}${total(
    count(({ times }) => times === 0),
    'not reached',
  )}</ul>
<div class="filters"><input id="search" type="search" placeholder="Search by id, name or code" aria-label="Search">
<label>Show <select id="only">${options.map(([value, words]) => `<option value="${value}">${words}</option>`).join('')}</select></label></div>
${[...byOperation(rows)].map(([operation, own]) => sectionHtml(operation, own)).join('\n')}
<p id="none" role="status" class="soft"></p>
</main><script>${htmlScript}</script></body></html>
`
}
