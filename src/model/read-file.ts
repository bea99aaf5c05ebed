import type { Report } from '../core/diagnostic.ts'
import type { Catalog } from '../kit/catalog.ts'
import type { DataFormatModel } from '../kit/field.ts'
import { elements } from './elements/index.ts'
import type { Positions } from './positions.ts'
import { readFields } from './read-fields.ts'
import { readDataFormat } from './read-format.ts'
import { flowsOf } from './read-resource.ts'
import { isRawList, isRawMap, type RawMap, Reader, type Slot, shapeOf } from './reader.ts'
import type { BeanModel, ElementModel, FileModel, RouteModel } from './route.ts'
import { placeDocument, type RouteDocument } from './route-document.ts'
import { routeModel } from './route-model.ts'
import { readKamelet } from './templates/read-kamelet.ts'
import { parseYaml, type Raw } from './yaml/parse.ts'

/** Reads a route file: text to model, with everything that is wrong reported at once. */
export function readFile(text: string, file: string, catalog: Catalog, positions: Positions, report: Report): FileModel {
  const reader = new Reader(catalog, positions, report)
  const raw = parseYaml(text, file, positions, report)
  return new FileReader(file, reader).read(raw)
}

/** Reads what a program made instead of a text: to the same model, with the same checks. */
export function readDocument(document: RouteDocument, file: string, catalog: Catalog, positions: Positions, report: Report): FileModel {
  placeDocument(document, positions)
  return new FileReader(file, new Reader(catalog, positions, report, false)).read(document.raw)
}

/** Elements that cannot be disabled. */
const ROUTES = new Set(['route', 'from', 'routeTemplate', 'templatedRoute'])

class FileReader {
  private readonly file: string
  private readonly reader: Reader
  private readonly routes: RouteModel[] = []
  private readonly beans: BeanModel[] = []
  private readonly dataFormats: DataFormatModel[] = []
  private readonly elements: ElementModel[] = []

  constructor(file: string, reader: Reader) {
    this.file = file
    this.reader = reader
  }

  read(raw: Raw | undefined): FileModel {
    if (isRawMap(raw) && raw['kind'] === 'Kamelet') return this.kamelet(raw)
    const list =
      raw === undefined || isRawList(raw)
        ? raw
        : isRawMap(raw) && Object.hasOwn(raw, 'kind')
          ? flowsOf(this.reader, raw)
          : this.notAList(raw)
    for (let index = 0; index < (list?.length ?? 0); index++) this.reader.apart(() => this.item(list!, index))
    const { file, routes, beans, dataFormats, elements } = this
    return { file, routes, beans, dataFormats, elements }
  }

  private kamelet(resource: RawMap): FileModel {
    const kamelet = this.reader.apart(() => readKamelet(this.reader, resource))
    return { file: this.file, routes: [], beans: [], dataFormats: [], elements: kamelet === undefined ? [] : [kamelet] }
  }

  private notAList(raw: Raw): undefined {
    const first = isRawMap(raw) ? Object.keys(raw)[0] : undefined
    const fix = first !== undefined && elements.has(first) ? `put a dash before ${first}` : undefined
    const at = this.reader.positions.of(raw) ?? { file: this.file, line: 1, column: 1 }
    this.reader.error('KF_FILE_EMPTY', { reason: `expected a list of routes, found ${shapeOf(raw)}` }, at, fix)
  }

  private item(list: readonly Raw[], index: number): void {
    const { positions } = this.reader
    const item = list[index]
    const at = positions.value(list, String(index))
    if (!isRawMap(item))
      return this.reader.error('KF_ROUTE_SHAPE', { expected: 'a map with one key (route, from, beans …)', found: shapeOf(item) }, at)
    const names = Object.keys(item)
    const again = names.length === 1 ? positions.repeated(item, names[0]!) : undefined
    if (names.length === 1 && again === undefined) return this.element(item, names[0]!)
    const details = { found: again ? 2 : names.length, names: again ? `${names[0]}, ${names[0]}` : names.join(', ') || 'none' }
    this.reader.error(
      'KF_ROUTE_ONE_KEY',
      details,
      again ?? (names.length > 1 ? positions.key(item, names[1]!) : at),
      this.secondKeyFix(names[1] ?? names[0]),
    )
  }

  private secondKeyFix(name: string | undefined): string | undefined {
    if (name === undefined) return undefined
    return elements.has(name) ? `put a dash before ${name}` : `indent ${name} further`
  }

  private element(item: RawMap, name: string): void {
    const { reader } = this
    const definition = elements.get(name)
    if (definition === undefined)
      return reader.unknown('KF_ROUTE_UNKNOWN_ELEMENT', { name }, name, elements.keys(), reader.positions.key(item, name))
    if (definition.unsupported !== undefined)
      return reader.error('KF_ROUTE_UNSUPPORTED', { what: name, reason: definition.unsupported }, reader.positions.key(item, name))
    if (definition.withoutEffect !== undefined && isRawMap(item[name]))
      return reader.warn('KF_ROUTE_NO_EFFECT', { what: name, reason: definition.withoutEffect }, reader.positions.key(item, name))
    const slot = { parent: item, key: name }
    if (name === 'beans') return this.eachOf(slot, each => this.bean(each))
    if (name === 'dataFormats') return this.eachOf(slot, each => this.dataFormat(each))
    const common = ROUTES.has(name) ? { common: ['id', 'description', 'note'] } : {}
    const options = readFields(reader, { what: name, fields: definition.fields, shorthand: definition.shorthand, ...common }, slot)
    if (name === 'route') this.routes.push(routeModel(options, reader.positions))
    else if (name === 'from') this.routes.push(this.bareFrom(options, item))
    else this.elements.push({ element: name, options, routesBefore: this.routes.length })
  }

  private bareFrom(from: Record<string, unknown>, item: RawMap): RouteModel {
    const { positions } = this.reader
    const options = { from }
    positions.inherit(options, item)
    if (positions.isFaulty(from)) positions.markFaulty(options)
    return routeModel(options, positions)
  }

  private eachOf({ parent, key }: Slot, read: (slot: Slot) => void): void {
    const list = (parent as RawMap)[key]
    if (isRawList(list))
      for (let index = 0; index < list.length; index++) this.reader.apart(() => read({ parent: list, key: String(index) }))
    else {
      const fix = isRawMap(list) ? 'put a dash before each item' : undefined
      this.reader.error(
        'KF_ROUTE_SHAPE',
        { expected: `a list for ${key}`, found: shapeOf(list) },
        this.reader.positions.value(parent, key),
        fix,
      )
    }
  }

  private bean(slot: Slot): void {
    const options = readFields(this.reader, { what: 'bean', fields: elements.get('beans')!.fields, common: [] }, slot)
    if (typeof options['name'] !== 'string') return
    const model = { name: options['name'], options }
    this.reader.positions.inherit(model, options)
    this.beans.push(model)
  }

  private dataFormat(slot: Slot): void {
    const model = readDataFormat(this.reader, 'dataFormats', slot)
    if (model !== undefined) this.dataFormats.push(model)
  }
}
