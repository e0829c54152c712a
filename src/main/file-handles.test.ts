import { expect, it } from 'vitest';
import { FileHandles } from './file-handles';
import type { SourceFile } from './services/source-file';

const file = (name: string, heldBytes = 0): SourceFile => ({
  name,
  byteLength: 3,
  heldBytes,
  read: () => Promise.resolve(new Uint8Array(3))
});

// Would catch: a handle that tells where the file is, or that can be used again.
it('names a file once, by nothing that says where it is', () => {
  const handles = new FileHandles();
  const { handle, name, byteLength } = handles.issue(file('a.txt'));
  expect({ name, byteLength }).toEqual({ name: 'a.txt', byteLength: 3 });
  expect(handle).toMatch(/^[0-9a-f-]{36}$/);
  expect(handles.take(handle).name).toBe('a.txt');
  expect(() => handles.take(handle)).toThrow('badRequest');
  expect(() => handles.take('../../etc/passwd')).toThrow('badRequest');
});

// Would catch: memory that fills up with files dropped and never imported.
it('lets the oldest lapse beyond its bounds', () => {
  const handles = new FileHandles();
  const large = Array.from({ length: 3 }, (_, n) => handles.issue(file(`${n}`, 100 * 2 ** 20)));
  expect(() => handles.take(large[0]?.handle ?? '')).toThrow('badRequest');
  expect(handles.take(large[2]?.handle ?? '').name).toBe('2');
  const many = Array.from({ length: 2001 }, (_, n) => handles.issue(file(`${n}`)));
  expect(() => handles.take(many[0]?.handle ?? '')).toThrow('badRequest');
  expect(handles.take(many[1]?.handle ?? '').name).toBe('1');
});
