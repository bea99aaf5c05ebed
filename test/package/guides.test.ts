import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished, test } from 'vitest'
import { followPage } from '../support/follow-page.ts'
import { checkoutInstall } from '../support/packed.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

test.each(['add-an-eip', 'add-a-format', 'add-a-language', 'add-a-connector', 'add-a-store', 'plug-ins'])(
  'the guide %s is literally true',
  { timeout: 240_000 },
  async page => {
    const folder = mkdtempSync(join(tmpdir(), 'kafila-guide-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    await followPage(readFileSync(join(ROOT, `docs/guides/${page}.md`), 'utf8'), { folder, install: checkoutInstall })
  },
)
