import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { describeCatalog } from '../../src/catalog/describe.ts'
import { builtIn, builtInCatalog } from '../../src/catalog/index.ts'
import { errorTable } from '../../src/core/errors/table.ts'
import { exceptionLineage } from '../../src/core/exceptions.ts'
import { createKafila } from '../../src/index.ts'

const catalog = builtInCatalog()
const silent = { enabled: () => false, write() {} }

describe('declarations', () => {
  test('stand sorted by name in their lists, each once', () => {
    for (const list of [builtIn.steps, builtIn.connectors, builtIn.languages, builtIn.formats]) {
      const names = list.map(each => each.name)
      expect(names).toEqual([...new Set(names)].sort())
    }
  })

  test('have a sentence for everything that docs and editors show', () => {
    const silent = describeCatalog(catalog).flatMap(each => [
      ...(/^[A-Z].*\.$/s.test(each.summary) ? [] : [`${each.kind} ${each.name}`]),
      ...each.sets.flatMap(set =>
        set.options.filter(option => !/^[A-Z].*\.$/s.test(option.describe)).map(option => `${each.kind} ${each.name}.${option.name}`),
      ),
    ])
    expect(silent).toEqual([])
  })

  test('know every connector that has a folder with a declaration', () => {
    const root = fileURLToPath(new URL('../../connectors', import.meta.url))
    const folders = readdirSync(root).filter(folder => existsSync(join(root, folder, 'index.ts')))
    expect(builtIn.connectors.map(each => each.name).sort()).toEqual(folders.sort())
  })

  test('every EIP, connector, language and data format has an example', () => {
    const without = describeCatalog(catalog).filter(
      each => ['eip', 'connector', 'language', 'format'].includes(each.kind) && each.examples.length === 0,
    )
    expect(without.map(each => `${each.kind} ${each.name}`)).toEqual([])
  })
})

describe('examples of declarations are routes that build', () => {
  for (const { kind, name, examples } of describeCatalog(catalog)) {
    for (const example of examples) {
      test(`${kind} ${name}: ${example.title}`, async () => {
        const kafila = await createKafila({
          routes: [
            { file: `${name}.yaml`, text: example.yaml },
            ...Object.entries(example.files ?? {}).map(([file, text]) => ({ file, text })),
          ],
          logger: silent,
          beans: Object.fromEntries((example.beans ?? []).map(bean => [bean, () => undefined])),
        })
        expect(kafila.diagnostics.filter(each => each.severity === 'error')).toEqual([])
        await kafila.stop()
      })
    }
  }
})

describe('the table of errors', () => {
  test('has codes of one form, and help for each', () => {
    for (const [code, entry] of Object.entries(errorTable)) {
      expect(code).toMatch(/^KF_[A-Z]+(_[A-Z0-9]+)+$/)
      expect((entry as { help: string }).help).toMatch(/[.!?]$/)
    }
  })

  test('names exceptions that have a place in the hierarchy', () => {
    for (const entry of Object.values(errorTable)) {
      const { type } = entry as { type?: string }
      if (type !== undefined) expect(exceptionLineage(type).at(-1)).toBe('java.lang.Throwable')
    }
  })
})
