import type { FileModel, Options } from '../../model/route.ts'

/** The options of the top-level elements of a name, in the order of the file. */
export function elementsOf(file: FileModel, name: string): readonly Options[] {
  return file.elements.filter(({ element }) => element === name).map(({ options }) => options)
}
