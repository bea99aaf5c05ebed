import type { Diagnostic } from '../core/diagnostic.ts'
import { events, tell } from '../core/events.ts'
import type { FileModel, RouteModel } from '../model/route.ts'
import { Kafila } from './kafila.ts'
import type { KafilaOptions } from './options.ts'
import type { RouteHandle } from './route-handle.ts'

/** What a reload did: ids of routes, or the diagnostics for which nothing was changed. */
export interface Reload {
  readonly diagnostics: readonly Diagnostic[]
  readonly started: readonly string[]
  readonly stopped: readonly string[]
  readonly kept: readonly string[]
}

/**
 * Replaces the routes of a running runtime by those of changed files. Routes whose text and surroundings (error handlers, interceptors,
 * properties, values of mounted files) did not change keep running. Where something is wrong with the files, nothing changes. A changed route stops as always: its
 * source first, then what is in flight until the deadline, then the new one starts.
 */
export async function reloadRoutes(
  kafila: Kafila,
  changes: Pick<KafilaOptions, 'routes' | 'properties' | 'propertyFiles'>,
  deadline: AbortSignal,
): Promise<Reload> {
  const reload = await replaceRoutes(kafila, changes, deadline)
  tell(events.reload, () => ({ runtime: kafila.services.name, ...reload }))
  return reload
}

async function replaceRoutes(
  kafila: Kafila,
  changes: Pick<KafilaOptions, 'routes' | 'properties' | 'propertyFiles'>,
  deadline: AbortSignal,
): Promise<Reload> {
  const next = new Kafila({ ...kafila.options, ...changes }, kafila)
  const diagnostics = await next.check()
  if (diagnostics.some(each => each.severity === 'error')) {
    await next.dispose()
    return { diagnostics, started: [], stopped: [], kept: [] }
  }
  const kept = keptRoutes(kafila, next, sameSurroundings(kafila, next, changes))
  const started = [...next.routes.values()].filter(handle => !kept.has(handle.id))
  const stopped = [...kafila.routes.values()].filter(handle => !kept.has(handle.id))
  for (const handle of stopped) await retire(handle, deadline)
  kafila.adopt(next, started, stopped)
  for (const handle of started) await handle.prepare()
  for (const handle of started) if (handle.built.autoStartup) await handle.start()
  await kafila.forgetReplaced(deadline)
  return { diagnostics, started: started.map(idOf), stopped: stopped.map(idOf), kept: [...kept] }
}

function idOf(handle: RouteHandle): string {
  return handle.id
}

async function retire(handle: RouteHandle, deadline: AbortSignal): Promise<void> {
  await handle.drain(deadline)
  await handle.stop(deadline)
  await handle.release()
}

function keptRoutes(before: Kafila, after: Kafila, surroundings: boolean): Set<string> {
  if (!surroundings) return new Set()
  const same = [...before.routes].filter(([id, { built }]) => sameModel(built.model, after.routes.get(id)?.built.model))
  return new Set(same.map(([id]) => id))
}

function sameModel(a: RouteModel, b: RouteModel | undefined): boolean {
  return b !== undefined && JSON.stringify(a) === JSON.stringify(b)
}

/** Whether all that routes share is as before: properties, beans, data formats, elements, and the routes made of templates. */
function sameSurroundings(before: Kafila, after: Kafila, changes: Pick<KafilaOptions, 'properties'>): boolean {
  const properties = (given: KafilaOptions['properties']) => JSON.stringify(given ?? {})
  if (changes.properties !== undefined && properties(changes.properties) !== properties(before.options.properties)) return false
  if (before.mounted.changed) return false
  if (JSON.stringify(templated(before)) !== JSON.stringify(templated(after))) return false
  return JSON.stringify(shared(before.files)) === JSON.stringify(shared(after.files))
}

/** The routes that are made of templates: where one of them changes, their ids may stand for other uses of a Kamelet. */
function templated({ routes }: Kafila): RouteModel[] {
  return [...routes.values()].map(handle => handle.built.model).filter(({ options }) => options['templateParameters'] !== undefined)
}

function shared(files: readonly FileModel[]): unknown {
  const parts = files.map(({ file: _file, routes: _routes, ...rest }) => rest)
  return parts.filter(part => Object.values(part).some(list => Array.isArray(list) && list.length > 0))
}
