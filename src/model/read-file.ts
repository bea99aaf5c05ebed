import type { Report } from '../core/diagnostic.ts'
import type { Catalog } from '../kit/catalog.ts'
import type { StepModel } from '../kit/field.ts'
import { elements } from './elements/index.ts'
import type { Positions } from './positions.ts'
import { readFields } from './read-fields.ts'
import { isRawMap, type RawMap, Reader, shapeOf } from './reader.ts'
import type { BeanModel, ElementModel, FileModel, FromModel, Options, RouteModel } from './route.ts'
import { parseYaml, type Raw } from './yaml/parse.ts'

/** Reads a route file: text to model, with everything that is wrong reported at once. */
export function readFile(text: string, file: string, catalog: Catalog, positions: Positions, report: Report): FileModel {
  const raw = parseYaml(text, file, positions, report)
  return new FileReader(file, new Reader(catalog, positions, report)).read(raw)
}

class FileReader {
  private readonly file: string
  private readonly reader: Reader
  private readonly routes: RouteModel[] = []
  private readonly beans: BeanModel[] = []
  private readonly elements: ElementModel[] = []

  constructor(file: string, reader: Reader) {
    this.file = file
    this.reader = reader
  }

  read(raw: Raw | undefined): FileModel {
    if (Array.isArray(raw)) for (let index = 0; index < raw.length; index++) this.item(raw as readonly Raw[], index)
    else if (raw !== undefined) this.notAList(raw)
    return { file: this.file, routes: this.routes, beans: this.beans, elements: this.elements }
  }

  private notAList(raw: Raw): void {
    const fix =
      isRawMap(raw) && Object.keys(raw).some(key => elements.has(key)) ? `put a dash before \`${Object.keys(raw)[0]}\`` : undefined
    this.reader.error(
      'KF_FILE_EMPTY',
      { reason: `expected a list of routes, found ${shapeOf(raw)}` },
      this.reader.positions.of(raw) ?? { file: this.file, line: 1, column: 1 },
      fix,
    )
  }

  private item(list: readonly Raw[], index: number): void {
    const item = list[index]
    const at = this.reader.positions.value(list, String(index))
    if (!isRawMap(item))
      return this.reader.error('KF_ROUTE_SHAPE', { expected: 'a map with one key (route, from, beans …)', found: shapeOf(item) }, at)
    const names = Object.keys(item)
    if (names.length !== 1) return this.reader.error('KF_ROUTE_ONE_KEY', { found: names.length, names: names.join(', ') || 'none' }, at)
    this.element(item, names[0]!)
  }

  private element(item: RawMap, name: string): void {
    const definition = elements.get(name)
    if (definition === undefined)
      return this.reader.unknown('KF_ROUTE_UNKNOWN_ELEMENT', { name }, name, elements.keys(), this.reader.positions.key(item, name))
    if (name === 'beans') return this.readBeans(item)
    const options = readFields(this.reader, name, definition.fields, item[name], definition.shorthand, item, name)
    if (name === 'route') this.routes.push(this.route(options))
    else if (name === 'from') this.routes.push(this.route({ from: options }))
    else this.elements.push({ element: name, options, routesBefore: this.routes.length })
  }

  private readBeans(item: RawMap): void {
    const list = item['beans']
    if (!Array.isArray(list))
      return this.reader.error(
        'KF_ROUTE_SHAPE',
        { expected: 'a list of beans', found: shapeOf(list) },
        this.reader.positions.value(item, 'beans'),
      )
    const { fields } = elements.get('beans')!
    for (let index = 0; index < list.length; index++) {
      const options = readFields(this.reader, 'bean', fields, (list as readonly Raw[])[index], undefined, list, String(index))
      if (typeof options['name'] === 'string') this.beans.push(this.keep({ name: options['name'], options }, options))
    }
  }

  private route(options: Record<string, unknown>): RouteModel {
    const { id, from, ...rest } = options as { id?: string; from?: Options }
    const { steps, id: fromId, ...source } = (from ?? { uri: '' }) as unknown as FromModel & { steps?: StepModel[] }
    this.reader.positions.inherit(rest, options)
    const fromModel = this.keep({ ...source, ...(fromId && { id: fromId }) } as FromModel, from ?? options)
    return this.keep({ ...(id && { id }), from: fromModel, steps: steps ?? [], options: rest }, options)
  }

  private keep<T extends object>(model: T, from: object): T {
    this.reader.positions.inherit(model, from)
    return model
  }
}
