import type { Field } from '../kit/field.ts'

/** What the functions of the DSL have to know of an option. A declaration's field has it; generated modules say it of the options of plug-ins. */
export interface FieldShape extends Partial<Pick<Field, 'required' | 'endpoint' | 'wrapped' | 'shorthand'>> {
  readonly kind: Field['kind']
  readonly item?: FieldShape
  readonly fields?: FieldShapes
}

/** Options by their names. */
export type FieldShapes = Readonly<Record<string, FieldShape>>

/** What a declaration is made of, as far as calls of its function need it. */
export interface Shape {
  readonly fields: FieldShapes
  /** The option that a plain text stands for. */
  readonly shorthand?: string | undefined
}

export const NO_FIELDS: FieldShapes = {}
