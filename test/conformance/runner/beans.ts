import { parse } from 'yaml'
import type { Case } from './case-file.ts'
import { groovyBean } from './groovy.ts'

interface BeanModel {
  readonly name?: string
  readonly script?: string
  readonly scriptLanguage?: string
}

/** Beans that stand in for the Groovy beans of some cases: their scripts, turned into JavaScript. */
export function caseBeans(file: Case): Record<string, unknown> {
  const beans: Record<string, unknown> = {}
  for (const text of Object.values(file.routes)) {
    if (!text.includes('scriptLanguage')) continue
    for (const { name, script, scriptLanguage } of declaredBeans(text)) {
      if (name === undefined || script === undefined || scriptLanguage !== 'groovy') continue
      const bean = groovyBean(script)
      if (bean !== undefined) beans[name] = bean
    }
  }
  return beans
}

function declaredBeans(text: string): BeanModel[] {
  const elements = parse(text) as unknown
  if (!Array.isArray(elements)) return []
  return elements.flatMap(element => ((element as { beans?: BeanModel[] } | null)?.beans ?? []) as BeanModel[])
}
