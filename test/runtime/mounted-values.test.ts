import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { resolvePlaceholders } from '../../src/model/placeholders.ts'
import { MountedValues } from '../../src/runtime/mounted-values.ts'
import { propertyLookup } from '../../src/runtime/properties.ts'
import { folderWith } from '../helpers/folders.ts'

function mounted(): string {
  return folderWith({ 'database/password': 'sesame\n', outside: 'not to be read' })
}

function resolved(text: string, properties: Record<string, string>, env: Record<string, string> = {}): string | undefined {
  return resolvePlaceholders(text, propertyLookup(new Map(Object.entries(properties)), env))
}

test('a value is the text of its file, line end and all, below the folder of the property, else of the environment', () => {
  const folder = mounted()
  expect(resolved('{{secret:database/password}}', { 'camel.kubernetes-config.mount-path-secrets': folder })).toBe('sesame\n')
  expect(resolved('{{configmap:database/password}}', {}, { CAMEL_K_MOUNT_PATH_CONFIGMAPS: folder })).toBe('sesame\n')
  const both = { 'camel.kubernetes-config.mount-path-secrets': folder }
  expect(resolved('{{secret:database/password}}', both, { CAMEL_K_MOUNT_PATH_SECRETS: '/nowhere' })).toBe('sesame\n')
})

test('names of objects are folded, the binary form is the path of the file, and a default stands for what is not there', () => {
  const folder = mounted()
  const env = { CAMEL_K_MOUNT_PATH_SECRETS: folder }
  expect(resolved('{{secret:Database/password}}', {}, env)).toBe('sesame\n')
  expect(resolved('{{secret-binary:database/password}}', {}, env)).toBe(join(folder, 'database/password'))
  expect(resolved('{{secret:database/user:ann}}', {}, env)).toBe('ann')
  expect(() => resolved('{{secret:database/user}}', {}, env)).toThrowError('no such file is mounted')
})

test('nothing outside of the folder is read', () => {
  const env = { CAMEL_K_MOUNT_PATH_SECRETS: mounted() }
  for (const object of ['database/..', '../outside', './outside', 'database/../outside'])
    expect(() => resolved(`{{secret:${object}}}`, {}, env)).toThrowError('has no value')
})

test('in the local mode the values are properties', () => {
  const properties = { 'camel.kubernetes-config.local-mode': 'true', 'database/password': 'mine' }
  expect(resolved('{{secret:database/password}}', properties)).toBe('mine')
  expect(resolved('{{secret:database/user:ann}}', properties)).toBe('ann')
})

test('it is known which folders were read from, and whether something there is different by now', () => {
  const folder = mounted()
  const values = new MountedValues(new Map([['camel.kubernetes-config.mount-path-secrets', folder]]), {})
  expect(values.folders).toEqual([])
  values.value('secret', 'database/password')
  expect(values.folders).toEqual([join(folder, 'database')])
  expect(values.changed).toBe(false)
  writeFileSync(join(folder, 'database/password'), 'other')
  expect(values.changed).toBe(true)
})
