import { type BeanTypeDefinition, defineBeanType } from '../kit/bean-type.ts'

/** The path of a file, as a bean. */
export class JavaFile {
  readonly path: string

  constructor(path: string) {
    this.path = path
  }

  toString(): string {
    return this.path
  }
}

const file = defineBeanType({
  names: ['java.io.File'],
  summary: 'The path of a file, for options that take one as a bean; the path is the constructor argument, with a folder before it two.',
  fields: {},
  create: (_options, { constructorArguments }) => new JavaFile(constructorArguments.map(String).join('/')),
})

/** Files, as beans. */
export const javaFiles: readonly BeanTypeDefinition[] = [file]
