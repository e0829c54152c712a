// A folder shaped as Electron's distribution, with the fuse wire in its program and nothing that runs, so that packing
// can be tried where Electron's own cannot be fetched.
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NtExecutable, NtExecutableResource, Resource } from 'resedit';

/** Of version 1: runAsNode, cookieEncryption, nodeOptions, nodeCliInspect, asarIntegrity, onlyLoadAppFromAsar, v8Snapshot, fileProtocol. As Electron ships them. */
const shipped = '10110001';
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

/** With a version in one language: beside it the archive's hash is written, as a resource. */
function windowsProgram(content) {
  const exe = NtExecutable.createEmpty();
  const resources = NtExecutableResource.from(exe, true);
  const version = Resource.VersionInfo.createEmpty();
  version.setStringValues({ lang: 1033, codepage: 1200 }, { FileDescription: 'stand-in' });
  version.outputToResourceEntries(resources.entries);
  resources.outputResource(exe);
  exe.setExtraData(content);
  return Buffer.from(exe.generate());
}

/** Makes the folder for `platform`, `linux` or `win32`. */
export function makeStandInElectron(folder, platform) {
  mkdirSync(join(folder, 'locales'), { recursive: true });
  mkdirSync(join(folder, 'resources'));
  for (const locale of ['en-US', 'vi', 'de']) {
    writeFileSync(join(folder, `locales/${locale}.pak`), '');
  }
  for (const file of ['LICENSE', 'LICENSES.chromium.html', 'version']) {
    writeFileSync(join(folder, file), 'stand-in\n');
  }
  const wire = Buffer.concat([
    Buffer.from(sentinel),
    Buffer.from([1, shipped.length]),
    Buffer.from(shipped)
  ]);
  const bytes = platform === 'win32' ? windowsProgram(wire) : wire;
  const program = join(folder, platform === 'win32' ? 'electron.exe' : 'electron');
  writeFileSync(program, bytes);
  chmodSync(program, 0o755);
}
