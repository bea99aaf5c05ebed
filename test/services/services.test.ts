import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { service } from '../support/services.ts'

test('a service that was killed comes back on the same port with the same data', async () => {
  const database = await service('postgres')
  const { PG_PORT, PG_HOST } = database.env
  await database.kill9()
  expect(await answers(Number(PG_PORT), PG_HOST!)).toBe(false)
  await database.start()
  expect((await service('postgres')).env).toEqual(database.env)
  expect(await answers(Number(PG_PORT), PG_HOST!)).toBe(true)
})

test('a service that does not exist is refused by name', async () => {
  await expect(service('nothing')).rejects.toThrow('unknown service "nothing": one of dovecot, greenmail, kafka')
})

function answers(port: number, host: string): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(port, host)
    socket.on('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.on('error', () => resolve(false))
  })
}
