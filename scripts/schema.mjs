// Writes fixtures/scenario.schema.json (draft-07) from the schema that scenarios are read with, in .build/ (build first).
// --check: exits with 1 where the file differs. --from <folder>: a build in another folder.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { toJsonSchema } from '@valibot/to-json-schema'

const { values: options } = parseArgs({
  options: { check: { type: 'boolean', default: false }, from: { type: 'string', default: '.build' } },
})

const file = new URL('../fixtures/scenario.schema.json', import.meta.url)
const { scenarioParts, scenarioSchema } = await import(
  pathToFileURL(resolve(options.from, 'scenario', 'schema', 'schema.js')).href
)

const converted = toJsonSchema(scenarioSchema, {
  target: 'draft-07',
  typeMode: 'input',
  definitions: scenarioParts,
  // What is asked of an object or a list as a whole carries its own words: src/scenario/schema/whole.ts.
  overrideAction: ({ valibotAction: { says }, jsonSchema }) =>
    says === undefined ? undefined : { ...jsonSchema, allOf: [...(jsonSchema.allOf ?? []), says] },
})

// Draft-07 keeps its parts under `definitions`.
const { $schema, $defs, ...schema } = converted
const text = JSON.stringify({ $schema, title: 'A scenario of fake-opentok', ...schema, definitions: $defs }, null, 2)
const biome = fileURLToPath(new URL('../node_modules/@biomejs/biome/bin/biome', import.meta.url))
const page = execFileSync(process.execPath, [biome, 'format', '--stdin-file-path=scenario.schema.json'], {
  input: text.replaceAll('#/$defs/', '#/definitions/'),
  encoding: 'utf8',
})

function readFile() {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

if (!options.check) {
  writeFileSync(file, page)
  console.log('wrote fixtures/scenario.schema.json')
} else if (readFile() !== page) {
  console.error(
    'fixtures/scenario.schema.json does not fit the reader. Run: node scripts/build.mjs && node scripts/schema.mjs',
  )
  process.exitCode = 1
}
